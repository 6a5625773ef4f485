package io.github.kitrail.content.registry.http;

import io.github.kitrail.KitrailException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy leads to a host, by Go's rules, as kit and docker follow them: HTTPS_PROXY for https,
 * HTTP_PROXY for http, not for hosts that NO_PROXY names, never for this machine.
 *
 * @see <a href="https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config">Go's httpproxy</a>
 */
final class ProxySettings {
  private final @Nullable Proxy forHttps;
  private final @Nullable Proxy forHttp;
  private final NoProxy exceptions;

  private ProxySettings(@Nullable Proxy forHttps, @Nullable Proxy forHttp, NoProxy exceptions) {
    this.forHttps = forHttps;
    this.forHttp = forHttp;
    this.exceptions = exceptions;
  }

  /**
   * @param explicit overrides the environment's proxies; its exceptions still hold
   */
  static ProxySettings of(Map<String, String> environment, @Nullable String explicit)
      throws KitrailException {
    NoProxy exceptions = NoProxy.parse(variable(environment, "NO_PROXY"));
    if (explicit != null && !explicit.isBlank()) {
      Proxy proxy = Proxy.parse(explicit, "--proxy");
      return new ProxySettings(proxy, proxy, exceptions);
    }
    return new ProxySettings(
        fromVariable(environment, "HTTPS_PROXY"),
        fromVariable(environment, "HTTP_PROXY"),
        exceptions);
  }

  @Nullable Proxy find(Origin target) {
    return exceptions.matches(target) ? null : target.isEncrypted() ? forHttps : forHttp;
  }

  /** Every proxy there is. */
  List<Proxy> all() {
    return Stream.of(forHttps, forHttp).filter(Objects::nonNull).distinct().toList();
  }

  private static @Nullable Proxy fromVariable(Map<String, String> environment, String name)
      throws KitrailException {
    String value = variable(environment, name);
    return value.isBlank() ? null : Proxy.parse(value.trim(), name);
  }

  private static String variable(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    return value.isEmpty() ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "") : value;
  }
}
