package io.github.kitrail.content.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that leads every host to one place; asks for a login when it is given one. */
public final class TestProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final String login;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  /**
   * @param target host and port of the only place it leads to
   * @param login what Proxy-Authorization must say; empty for nothing
   */
  public TestProxy(String target, String login) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    this.target = Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
    this.login = login;
    start(this::accept);
  }

  /** Host and port. */
  public String authority() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** The request lines that came in. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "test-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        start(() -> serve(socket));
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        Socket upstream = new Socket(InetAddress.getByName("127.0.0.1"), target)) {
      String head = head(socket.getInputStream());
      String line = head.substring(0, head.indexOf('\r'));
      lines.add(line);
      OutputStream back = socket.getOutputStream();
      if (!login.isEmpty() && !head.contains("Proxy-Authorization: " + login + "\r\n")) {
        write(
            back,
            "HTTP/1.1 407 -\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                + "Content-Length: 0\r\nConnection: close\r\n\r\n");
        return;
      }
      if (line.startsWith("CONNECT")) {
        write(back, "HTTP/1.1 200 OK\r\n\r\n");
      } else {
        String path = line.replaceFirst("http://[^/]+", "");
        String rest =
            head.substring(line.length())
                .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
        write(upstream.getOutputStream(), path + rest);
      }
      start(() -> pump(socket, upstream));
      upstream.getInputStream().transferTo(back);
    } catch (IOException e) {
      // One side went away.
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One side went away.
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("no head");
      }
      head.append((char) b);
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
