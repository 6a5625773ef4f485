package io.github.kitrail.modelkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * YAML with the layout of Go's {@code yaml.v3} at an indent of two: block style, lists indented
 * under their key, no line ever folded.
 */
final class GoYaml {
  /** A list that is written in brackets. */
  record FlowList(List<String> texts) {}

  /** Up to here a floating-point number holds every integer. */
  private static final long LARGEST_EXACT = 1L << 53;

  private final StringBuilder out = new StringBuilder();

  private GoYaml() {}

  /**
   * Writes a document. Values are maps in their order, lists, text, {@link FlowList} and {@link
   * JsonNode}, whose objects are sorted as yaml.v3 sorts maps.
   */
  static String write(Map<String, Object> document) {
    GoYaml yaml = new GoYaml();
    yaml.mapping(document, 0, true);
    return yaml.out.append(yaml.atLineStart() ? "" : "\n").toString();
  }

  /** The field of a map or of an object; null when there is none. */
  static @Nullable Object get(Object value, String name) {
    if (value instanceof JsonNode node) {
      return node.get(name);
    }
    return value instanceof Map<?, ?> map ? map.get(name) : null;
  }

  /** Writes a part of a document on its own; text without quotes. */
  static String writePart(Object part) {
    Object value = part instanceof JsonNode node ? plain(node) : part;
    if (value instanceof String text) {
      return text + "\n";
    }
    GoYaml yaml = new GoYaml();
    yaml.value(value instanceof FlowList list ? list.texts() : value, 0, true);
    return yaml.out.toString().stripLeading() + (yaml.atLineStart() ? "" : "\n");
  }

  /**
   * @param compact whether the first field goes on this line, as after a dash
   */
  private void mapping(Map<String, ?> fields, int indent, boolean compact) {
    boolean onThisLine = compact;
    for (Map.Entry<String, ?> field : fields.entrySet()) {
      startLine(indent, onThisLine);
      onThisLine = false;
      GoYamlText key = GoYamlText.of(field.getKey());
      if (key.isLongKey()) {
        out.append("? ").append(key.inBlock(indent + 2));
        startLine(indent, false);
        out.append(':');
        value(field.getValue(), indent + 2, true);
      } else {
        out.append(key.asKey()).append(':');
        value(field.getValue(), indent + 2, false);
      }
    }
  }

  private void list(List<?> elements, int indent, boolean compact) {
    boolean onThisLine = compact;
    for (Object element : elements) {
      startLine(indent, onThisLine);
      onThisLine = false;
      out.append('-');
      value(element, indent + 2, true);
    }
  }

  private void value(Object value, int indent, boolean compact) {
    if (value instanceof JsonNode node) {
      value(plain(node), indent, compact);
    } else if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      map.forEach((key, element) -> fields.put((String) key, element));
      mapping(fields, indent, compact);
    } else if (value instanceof List<?> elements && !elements.isEmpty()) {
      list(elements, indent, compact);
    } else {
      out.append(' ').append(scalar(value, indent));
    }
  }

  private static String scalar(Object value, int indent) {
    if (value instanceof FlowList flow) {
      List<String> texts = flow.texts().stream().map(text -> GoYamlText.of(text).inFlow()).toList();
      return "[" + String.join(", ", texts) + "]";
    }
    if (value instanceof Map) {
      return "{}";
    }
    if (value instanceof List) {
      return "[]";
    }
    return value instanceof Literal literal
        ? literal.text()
        : GoYamlText.of(value.toString()).inBlock(indent);
  }

  /** A number, a truth value or null, ready to be written. */
  private record Literal(String text) {}

  private static Object plain(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> fields = new TreeMap<>(GoYamlKeyOrder.INSTANCE);
      node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
      return fields;
    }
    if (node.isArray()) {
      List<Object> elements = new ArrayList<>();
      node.forEach(elements::add);
      return elements;
    }
    if (node.isTextual()) {
      return node.textValue();
    }
    return new Literal(node.isNumber() ? number(node) : node.asText());
  }

  /**
   * kit has read the number from JSON, so that it is a floating-point number to it. An integer that
   * would lose digits that way keeps them here.
   */
  private static String number(JsonNode node) {
    boolean keepsDigits =
        !node.isIntegralNumber()
            || (node.canConvertToLong()
                && node.longValue() >= -LARGEST_EXACT
                && node.longValue() <= LARGEST_EXACT);
    return keepsDigits ? GoNumber.yaml(node.doubleValue()) : node.asText();
  }

  private void startLine(int indent, boolean onThisLine) {
    if (onThisLine) {
      out.append(out.isEmpty() ? "" : " ");
      return;
    }
    out.append(atLineStart() ? "" : "\n").append(" ".repeat(indent));
  }

  private boolean atLineStart() {
    return out.isEmpty() || out.charAt(out.length() - 1) == '\n';
  }
}
