package io.github.kitrail.modelkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;

/**
 * JSON with the bytes of Go's {@code encoding/json}: no white space, numbers as Go prints them, and
 * {@code <}, {@code >}, {@code &} and the two line separators of Unicode escaped, for HTML's sake.
 *
 * @see <a href="https://pkg.go.dev/encoding/json#Marshal">Go's json.Marshal</a>
 */
final class GoJson {
  private final StringBuilder out = new StringBuilder();

  private GoJson() {}

  static byte[] write(JsonNode node) {
    return text(node).getBytes(StandardCharsets.UTF_8);
  }

  static String text(JsonNode node) {
    GoJson json = new GoJson();
    json.value(node);
    return json.out.toString();
  }

  private void value(JsonNode node) {
    if (node.isObject()) {
      object(node);
    } else if (node.isArray()) {
      array(node);
    } else if (node.isTextual()) {
      string(node.textValue());
    } else if (node.isFloatingPointNumber()) {
      out.append(GoNumber.json(node.doubleValue()));
    } else {
      out.append(node.asText());
    }
  }

  private void object(JsonNode node) {
    String separator = "{";
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      out.append(separator);
      string(field.getKey());
      out.append(':');
      value(field.getValue());
      separator = ",";
    }
    out.append(node.isEmpty() ? "{}" : "}");
  }

  private void array(JsonNode node) {
    out.append('[');
    for (Iterator<JsonNode> elements = node.iterator(); elements.hasNext(); ) {
      value(elements.next());
      out.append(elements.hasNext() ? "," : "");
    }
    out.append(']');
  }

  private void string(String text) {
    out.append('"');
    text.codePoints().forEach(this::character);
    out.append('"');
  }

  private void character(int c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      // Since Go 1.22; older ones wrote \u0008 and \u000c. kit 1.7.0 is built with 1.23.
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '<', '>', '&', 0x2028, 0x2029 -> escape(c);
      default -> {
        if (c < 0x20) {
          escape(c);
        } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
          // Half a pair has no UTF-8; Go writes its replacement character.
          escape(0xfffd);
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }

  private void escape(int c) {
    out.append(String.format("\\u%04x", c));
  }
}
