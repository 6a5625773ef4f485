package io.github.kitrail.dev;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Lets only our own page and programs drive the model, not the pages of other hosts that a browser
 * on the same machine has open.
 *
 * @param hosts what the header {@code Host} may say, against DNS rebinding; empty for whatever
 * @param token what requests of the API must bring; null when the server is bound to loopback
 */
record RequestGuard(Set<String> hosts, @Nullable String token) {
  RequestGuard {
    hosts = Set.copyOf(hosts);
  }

  /**
   * For a server that listens on loopback, under all of loopback's names.
   *
   * @param address as numbers
   */
  static RequestGuard loopback(String address, int port) {
    Set<String> hosts = new TreeSet<>();
    for (String name : List.of("localhost", "127.0.0.1", "[::1]", address)) {
      hosts.add(name + ":" + port);
      if (port == 80) {
        hosts.add(name);
      }
    }
    return new RequestGuard(hosts, null);
  }

  static RequestGuard withToken(String token) {
    return new RequestGuard(Set.of(), token);
  }

  /** For everything, the page's files included. */
  void requireOwnHost(HttpExchange exchange) throws ApiException {
    Headers headers = exchange.getRequestHeaders();
    String host = headers.getFirst("Host");
    if (host == null || (!hosts.isEmpty() && !hosts.contains(host.toLowerCase(Locale.ROOT)))) {
      throw ApiException.forbidden(
          "This server answers to " + String.join(", ", new TreeSet<>(hosts)) + " only.");
    }
    String origin = headers.getFirst("Origin");
    if (origin != null && !origin.equalsIgnoreCase("http://" + host)) {
      throw ApiException.forbidden("Pages of other places may not use this server.");
    }
    String site = headers.getFirst("Sec-Fetch-Site");
    boolean navigation = "navigate".equals(headers.getFirst("Sec-Fetch-Mode"));
    boolean foreign = "cross-site".equals(site) || "same-site".equals(site);
    if (foreign && !(navigation && exchange.getRequestMethod().equals("GET"))) {
      throw ApiException.forbidden("Pages of other places may not use this server.");
    }
  }

  /** For what tells of the model or drives it. */
  void requireToken(HttpExchange exchange) throws ApiException {
    if (token == null) {
      return;
    }
    String given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    byte[] expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
      throw new ApiException(
          401,
          "invalid_request_error",
          "This server wants the token that `kitrail dev start` printed, as `Authorization: Bearer`.",
          null,
          "invalid_api_key");
    }
  }
}
