package io.github.kitrail.environment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A line that GitHub's runner understands. Escaping as in <a
 * href="https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts">its toolkit</a>:
 * a value cannot end the line or begin another command.
 */
record WorkflowCommand(String name, Map<String, String> properties, String message) {
  static WorkflowCommand of(String name, String message) {
    return new WorkflowCommand(name, Map.of(), message);
  }

  static WorkflowCommand of(Annotation annotation) {
    Map<String, String> properties = new LinkedHashMap<>();
    if (annotation.file() != null) {
      properties.put("file", annotation.file());
    }
    if (annotation.line() != null) {
      properties.put("line", annotation.line().toString());
    }
    if (annotation.line() != null && annotation.column() != null) {
      properties.put("col", annotation.column().toString());
    }
    String name =
        switch (annotation.level()) {
          case ERROR -> "error";
          case WARNING -> "warning";
          case NOTICE -> "notice";
        };
    return new WorkflowCommand(name, properties, annotation.message());
  }

  @Override
  public String toString() {
    String list =
        properties.entrySet().stream()
            .map(property -> property.getKey() + "=" + escapeProperty(property.getValue()))
            .collect(Collectors.joining(","));
    return "::" + name + (list.isEmpty() ? "" : " " + list) + "::" + escape(message);
  }

  private static String escape(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String escapeProperty(String text) {
    return escape(text).replace(":", "%3A").replace(",", "%2C");
  }
}
