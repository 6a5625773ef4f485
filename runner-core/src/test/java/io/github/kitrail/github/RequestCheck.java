package io.github.kitrail.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds a request against its operation. Stricter than the description in one thing: GitHub ignores
 * fields that it does not know, which would hide a slip.
 */
record RequestCheck(OpenApi api, Operation operation) {
  List<String> problems(
      Map<String, String> path, Map<String, String> query, @Nullable JsonNode body) {
    List<String> problems = new ArrayList<>();
    Set<String> known = new HashSet<>();
    JsonNode parameters = operation.node().path("parameters");
    for (int i = 0; i < parameters.size(); i++) {
      JsonNode parameter = api.resolved(parameters.get(i));
      String name = parameter.path("name").asText();
      String in = parameter.path("in").asText();
      String value = in.equals("path") ? path.get(name) : query.get(name);
      known.add(in + " " + name);
      if (value != null) {
        String pointer = pointer(parameters.get(i), "/parameters/" + i) + "/schema";
        api.problems(pointer, typed(value, api.at(pointer)))
            .forEach(it -> problems.add(in + " parameter " + name + it));
      } else if (parameter.path("required").asBoolean() && !in.equals("header")) {
        problems.add(in + " parameter " + name + " is missing");
      }
    }
    query.keySet().stream()
        .filter(it -> !known.contains("query " + it))
        .forEach(it -> problems.add("query parameter " + it + " is not known"));
    problems.addAll(bodyProblems(body));
    return problems;
  }

  private List<String> bodyProblems(@Nullable JsonNode body) {
    JsonNode described = operation.node().path("requestBody");
    if (described.isMissingNode()) {
      return body == null ? List.of() : List.of("no body is expected");
    }
    if (body == null) {
      return api.resolved(described).path("required").asBoolean()
          ? List.of("a body is expected")
          : List.of();
    }
    String pointer = pointer(described, "/requestBody") + "/content/application~1json/schema";
    List<String> problems = new ArrayList<>(api.problems(pointer, body));
    JsonNode properties = api.at(pointer).path("properties");
    body.fieldNames()
        .forEachRemaining(
            it -> {
              if (!properties.has(it)) {
                problems.add("the field " + it + " is not known");
              }
            });
    return problems.stream().map(it -> "body " + it).toList();
  }

  private String pointer(JsonNode node, String below) {
    String reference = node.path("$ref").asText("");
    return reference.isEmpty() ? operation.pointer() + below : reference.substring(1);
  }

  /** A text that stands for a number or a word for yes, as what it stands for. */
  private static JsonNode typed(String value, JsonNode schema) {
    String type = schema.path("type").asText();
    if (type.equals("integer") && value.matches("-?\\d{1,18}")) {
      return LongNode.valueOf(Long.parseLong(value));
    }
    if (type.equals("boolean") && List.of("true", "false").contains(value)) {
      return BooleanNode.valueOf(value.equals("true"));
    }
    return type.isEmpty() && value.isEmpty()
        ? JsonNodeFactory.instance.nullNode()
        : TextNode.valueOf(value);
  }
}
