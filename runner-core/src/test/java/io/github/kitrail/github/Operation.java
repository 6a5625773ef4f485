package io.github.kitrail.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One operation of an API's description.
 *
 * @param pointer where it stands in the description
 */
record Operation(String path, String method, JsonNode node, String pointer) {
  static Operation of(String path, String method, JsonNode node) {
    String escaped = path.replace("~", "~0").replace("/", "~1");
    return new Operation(path, method, node, "/paths/" + escaped + "/" + method);
  }

  /** Such as {@code checks/create}. */
  String id() {
    return node.path("operationId").asText();
  }

  boolean matches(String wanted, String concrete) {
    if (!method.equals(wanted.toLowerCase(Locale.ROOT))) {
      return false;
    }
    String[] template = path.split("/", -1);
    String[] parts = concrete.split("/", -1);
    if (template.length != parts.length) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      if (isParameter(template[i]) ? parts[i].isEmpty() : !template[i].equals(parts[i])) {
        return false;
      }
    }
    return true;
  }

  int parameterCount() {
    return (int) path.chars().filter(it -> it == '{').count();
  }

  /** The values in a path that matches. */
  Map<String, String> parameters(String concrete) {
    Map<String, String> values = new LinkedHashMap<>();
    String[] template = path.split("/", -1);
    String[] parts = concrete.split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      if (isParameter(template[i])) {
        values.put(template[i].substring(1, template[i].length() - 1), parts[i]);
      }
    }
    return values;
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }
}
