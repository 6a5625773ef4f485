package io.github.kitrail.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an operation answers; nothing that its description does not allow. */
record Responses(OpenApi api, Operation operation) {
  private static final String JSON = "application/json";

  /** Of these statuses any operation may be; most are not described one by one. */
  private static final String ERROR = "/components/schemas/basic-error";

  /**
   * @param told null for the example of a success
   * @throws IllegalArgumentException when the description does not allow it
   */
  Reply complete(@Nullable Reply told) {
    if (told == null || (told.status() == 0 && told.body() == null)) {
      return new Reply(success(), told == null ? Map.of() : told.headers(), checked(example()));
    }
    if (told.status() == 0) {
      return new Reply(success(), told.headers(), checked(told.body()));
    }
    if (told.body() != null) {
      require(ERROR, told.body());
    }
    return told;
  }

  private int success() {
    JsonNode responses = operation.node().path("responses");
    for (String status : (Iterable<String>) responses::fieldNames) {
      if (status.startsWith("2") && response(status).path("content").has(JSON)) {
        return Integer.parseInt(status);
      }
    }
    throw new IllegalArgumentException(operation.id() + " has no success with a body");
  }

  /** The first one that the description gives. */
  JsonNode example() {
    JsonNode content = response(String.valueOf(success())).path("content").path(JSON);
    if (content.has("example")) {
      return api.whole(schema(), content.path("example"));
    }
    for (JsonNode example : content.path("examples")) {
      // Here and there a value is a reference to an example, and not what that says.
      JsonNode value = api.resolved(api.resolved(example).path("value"));
      boolean twice = api.resolved(example).path("value").has("$ref");
      return api.whole(schema(), twice ? value.path("value") : value);
    }
    throw new IllegalArgumentException(operation.id() + " has no example");
  }

  private JsonNode checked(JsonNode body) {
    require(schema(), body);
    return body;
  }

  private String schema() {
    String status = String.valueOf(success());
    JsonNode node = operation.node().path("responses").path(status);
    String reference = node.path("$ref").asText("");
    String base =
        reference.isEmpty() ? operation.pointer() + "/responses/" + status : reference.substring(1);
    return base + "/content/application~1json/schema";
  }

  private void require(String pointer, JsonNode body) {
    List<String> problems = api.problems(pointer, body);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "the answer of " + operation.id() + " would be none: " + String.join("; ", problems));
    }
  }

  private JsonNode response(String status) {
    return api.resolved(operation.node().path("responses").path(status));
  }
}
