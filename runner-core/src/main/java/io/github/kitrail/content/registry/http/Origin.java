package io.github.kitrail.content.registry.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Scheme, host and port of a URL: who a credential was meant for.
 *
 * @param port never absent: the scheme's own when the URL has none
 */
public record Origin(String scheme, String host, int port) {
  public static Origin of(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    return new Origin(scheme, host, uri.getPort() < 0 ? usual : uri.getPort());
  }

  public boolean isEncrypted() {
    return scheme.equals("https");
  }

  // Written out: a record's own are linked when they are first used, which takes a command 15 ms.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Origin it
        && port == it.port
        && host.equals(it.host)
        && scheme.equals(it.scheme);
  }

  @Override
  public int hashCode() {
    return Objects.hash(scheme, host, port);
  }

  /** Whether nobody on the way can read what is sent: over TLS, or not leaving this machine. */
  public boolean isPrivate() {
    return isEncrypted() || (scheme.equals("http") && isLoopback());
  }

  private boolean isLoopback() {
    if (host.equals("localhost")) {
      return true;
    }
    // Only what is written as an address: a name would be looked up, and means what others say.
    boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
    try {
      return literal && InetAddress.getByName(host).isLoopbackAddress();
    } catch (IOException e) {
      return false;
    }
  }

  /** Host, and port where it is not the usual one. */
  @Override
  public String toString() {
    return port == (isEncrypted() ? 443 : 80) ? host : host + ":" + port;
  }
}
