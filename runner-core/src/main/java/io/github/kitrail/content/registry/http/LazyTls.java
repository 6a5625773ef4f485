package io.github.kitrail.content.registry.http;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * TLS that is set up when a connection wants it: plain HTTP never pays for reading certificates.
 */
final class LazyTls implements TlsSocketStrategy {
  /** Sets TLS up. */
  interface Setup {
    TlsSocketStrategy create() throws IOException;
  }

  private final Setup setup;
  private @Nullable TlsSocketStrategy created;

  LazyTls(Setup setup) {
    this.setup = setup;
  }

  @Override
  public SSLSocket upgrade(
      Socket socket, String target, int port, Object attachment, HttpContext context)
      throws IOException {
    return created().upgrade(socket, target, port, attachment, context);
  }

  private synchronized TlsSocketStrategy created() throws IOException {
    TlsSocketStrategy strategy = created;
    if (strategy == null) {
      strategy = setup.create();
      created = strategy;
    }
    return strategy;
  }
}
