package io.github.kitrail.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the mock is told to answer.
 *
 * @param status 0 for the operation's success
 * @param body null for the description's example
 */
public record Reply(int status, Map<String, String> headers, @Nullable JsonNode body) {
  public static Reply with(JsonNode body) {
    return new Reply(0, Map.of(), body);
  }

  public static Reply failing(int status, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("message", message);
    body.put("documentation_url", "https://docs.github.com/rest");
    return new Reply(status, Map.of(), body);
  }

  /** What a token gets whose job has no such permission. */
  public static Reply forbidden(String accepted) {
    return failing(403, "Resource not accessible by integration")
        .header("X-Accepted-GitHub-Permissions", accepted)
        .header("x-ratelimit-remaining", "4999");
  }

  public Reply header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, body);
  }
}
