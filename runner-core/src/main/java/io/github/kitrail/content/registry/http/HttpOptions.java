package io.github.kitrail.content.registry.http;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How connections are made.
 *
 * @param environment where HTTPS_PROXY, HTTP_PROXY and NO_PROXY are looked up
 * @param proxy the URL of a proxy for everything, instead of the environment's
 * @param connectTimeout the longest wait for a connection
 * @param idleTimeout the longest time without a byte moving, either way
 * @param userAgent what servers see in their logs
 */
public record HttpOptions(
    Map<String, String> environment,
    @Nullable String proxy,
    TlsOptions tls,
    Duration connectTimeout,
    Duration idleTimeout,
    String userAgent) {

  public HttpOptions {
    environment = Map.copyOf(environment);
  }
}
