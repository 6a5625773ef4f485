package io.github.kitrail.content.registry.http;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param patience how long the answer may take to begin; null for the idle timeout
 */
public record HttpCall(
    String method,
    URI uri,
    Map<String, String> headers,
    @Nullable RequestBody body,
    @Nullable Duration patience) {

  public HttpCall {
    headers = Map.copyOf(headers);
  }

  public static HttpCall of(String method, URI uri) {
    return new HttpCall(method, uri, Map.of(), null, null);
  }

  public HttpCall with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new HttpCall(method, uri, more, body, patience);
  }

  public HttpCall with(RequestBody content) {
    return new HttpCall(method, uri, headers, content, patience);
  }

  public HttpCall patient(Duration longest) {
    return new HttpCall(method, uri, headers, body, longest);
  }

  /** Where a redirect leads: a credential goes along only to the same scheme, host and port. */
  HttpCall redirected(URI target) {
    Map<String, String> kept = new LinkedHashMap<>(headers);
    if (!Origin.of(target).equals(Origin.of(uri))) {
      kept.keySet().removeIf(name -> name.equalsIgnoreCase("Authorization"));
    }
    return new HttpCall(method, target, kept, body, patience);
  }
}
