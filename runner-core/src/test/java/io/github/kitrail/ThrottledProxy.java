package io.github.kitrail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands before a registry, lets so many bytes a second pass on each connection, and counts them.
 */
public final class ThrottledProxy implements AutoCloseable {
  private static final int BLOCK = 64 * 1024;
  private static final int SOCKET_BUFFER = 256 * 1024;
  private static final long NANOS = 1_000_000_000L;

  private final ServerSocket server;
  private final int target;
  private final long bytesPerSecond;
  private final AtomicLong up = new AtomicLong();
  private final AtomicLong down = new AtomicLong();
  private final AtomicInteger connections = new AtomicInteger();

  /**
   * @param target host and port on this machine
   */
  public ThrottledProxy(String target, long bytesPerSecond) throws IOException {
    this.server = new ServerSocket();
    this.target = Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
    this.bytesPerSecond = bytesPerSecond;
    server.setReceiveBufferSize(SOCKET_BUFFER);
    server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
    start(this::accept);
  }

  public String host() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** Bytes that came from the registry's clients. */
  public long up() {
    return up.get();
  }

  /** Bytes that came from the registry. */
  public long down() {
    return down.get();
  }

  /** How many connections were opened. */
  public int connections() {
    return connections.get();
  }

  public void forget() {
    connections.set(0);
    up.set(0);
    down.set(0);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "throttled-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        connections.incrementAndGet();
        Socket registry = new Socket(InetAddress.getByName("127.0.0.1"), target);
        start(() -> pump(client, registry, up));
        start(() -> pump(registry, client, down));
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  private void pump(Socket from, Socket to, AtomicLong count) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] block = new byte[BLOCK];
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        count.addAndGet(n);
        out.write(block, 0, n);
        Thread.sleep(
            NANOS * n / bytesPerSecond / 1_000_000, (int) (NANOS * n / bytesPerSecond % 1_000_000));
      }
    } catch (IOException e) {
      // One side went away.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
