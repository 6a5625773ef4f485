package io.github.kitrail.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Function;

/** A server that answers any bytes to a request, HTTP or not, and closes the connection. */
final class HostileServer implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
  private final Thread thread;

  /**
   * @param answers from a request's first line to all bytes of the answer
   */
  HostileServer(Function<String, byte[]> answers) throws IOException {
    thread = new Thread(() -> serve(answers), "hostile-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(Function<String, byte[]> answers) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        String line = in.readLine();
        while (line != null && !in.readLine().isEmpty()) {
          continue;
        }
        if (line != null) {
          socket.getOutputStream().write(answers.apply(line));
        }
      } catch (IOException | NullPointerException e) {
        // The client went away, or the test is over.
      }
    }
  }

  String host() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
