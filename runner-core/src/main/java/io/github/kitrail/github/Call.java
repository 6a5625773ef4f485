package io.github.kitrail.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request to GitHub's REST API.
 *
 * @param body JSON; null for none
 */
record Call(String method, URI uri, byte @Nullable [] body) {
  private static final Set<String> REPEATABLE = Set.of("GET", "PATCH", "PUT", "DELETE");

  static Call get(URI uri) {
    return new Call("GET", uri, null);
  }

  static Call post(URI uri, JsonNode body) {
    try {
      return new Call("POST", uri, new ObjectMapper().writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }

  /** Whether it does no harm that it was done twice: a second POST is a second comment. */
  boolean isRepeatable() {
    return REPEATABLE.contains(method);
  }

  Call at(URI other) {
    return new Call(method, other, body);
  }
}
