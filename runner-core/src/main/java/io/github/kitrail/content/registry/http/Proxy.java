package io.github.kitrail.content.registry.http;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy.
 *
 * @param userInfo {@code user:password}, still percent-encoded; null when there is none
 */
record Proxy(String host, int port, @Nullable String userInfo) {

  /**
   * Reads {@code http://user:password@host:port}, or {@code host:port} as people write it too.
   *
   * @param source the variable or option that said it, for the message; its value may be secret
   */
  static Proxy parse(String value, String source) throws KitrailException {
    try {
      URI uri = new URI(value.contains("://") ? value : "http://" + value);
      if (uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme())) {
        throw bad(source);
      }
      int port = uri.getPort() < 0 ? 80 : uri.getPort();
      return new Proxy(uri.getHost(), port, uri.getRawUserInfo());
    } catch (URISyntaxException e) {
      throw bad(source);
    }
  }

  private static KitrailException bad(String source) {
    return new KitrailException(
        ErrorCode.BAD_INPUT, "The proxy in " + source + " cannot be used: write http://host:port.");
  }

  /** Where it is, without its password. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
