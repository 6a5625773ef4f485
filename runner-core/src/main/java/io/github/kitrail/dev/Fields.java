package io.github.kitrail.dev;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields of a request, each of which somebody must ask for: a typing error has no silent end.
 */
final class Fields {
  private final JsonNode body;
  private final Set<String> unknown = new TreeSet<>();

  Fields(JsonNode body) throws ApiException {
    if (!body.isObject()) {
      throw ApiException.badRequest("The request's body must be a JSON object.", null);
    }
    this.body = body;
    for (Iterator<Map.Entry<String, JsonNode>> all = body.fields(); all.hasNext(); ) {
      Map.Entry<String, JsonNode> field = all.next();
      if (!field.getValue().isNull()) {
        unknown.add(field.getKey());
      }
    }
  }

  /** Missing for what is absent or null. */
  JsonNode get(String name) {
    unknown.remove(name);
    JsonNode value = body.path(name);
    return value.isNull() ? body.path("") : value;
  }

  boolean has(String name) {
    return !get(name).isMissingNode();
  }

  double number(String name, double min, double max, double otherwise) throws ApiException {
    JsonNode value = get(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isNumber() || value.asDouble() < min || value.asDouble() > max) {
      throw ApiException.badRequest(
          name + " must be a number from " + plain(min) + " to " + plain(max) + ".", name);
    }
    return value.asDouble();
  }

  int integer(String name, int min, int max, int otherwise) throws ApiException {
    double value = number(name, min, max, otherwise);
    if (value != Math.rint(value)) {
      throw ApiException.badRequest(name + " must be a whole number.", name);
    }
    return (int) value;
  }

  boolean flag(String name) throws ApiException {
    JsonNode value = get(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw ApiException.badRequest(name + " must be true or false.", name);
    }
    return value.asBoolean();
  }

  String text(String name) throws ApiException {
    JsonNode value = get(name);
    if (!value.isTextual() || value.asText().isEmpty()) {
      throw ApiException.badRequest(name + " must be a text that is not empty.", name);
    }
    return value.asText();
  }

  /** One text or several; empty when absent. */
  List<String> texts(String name) throws ApiException {
    JsonNode value = get(name);
    List<String> texts = new ArrayList<>();
    if (value.isTextual()) {
      texts.add(value.asText());
    } else if (value.isArray()) {
      value.forEach(it -> texts.add(it.isTextual() ? it.asText() : ""));
    } else if (!value.isMissingNode()) {
      texts.add("");
    }
    if (texts.contains("")) {
      throw ApiException.badRequest(
          name + " must be a text or a list of texts, none of them empty.", name);
    }
    return texts;
  }

  /** Fields that change nothing here: who asks, and how the answer is billed or kept. */
  void ignore(String... names) {
    unknown.removeAll(List.of(names));
  }

  /** Fields that would change the answer in ways that are not possible here. */
  void refuse(Map<String, String> reasons) throws ApiException {
    for (Map.Entry<String, String> reason : reasons.entrySet()) {
      JsonNode value = get(reason.getKey());
      boolean harmless =
          value.isMissingNode()
              || (value.isBoolean() && !value.asBoolean())
              || (value.isContainerNode() && value.isEmpty());
      if (!harmless) {
        throw ApiException.unsupported(reason.getValue(), reason.getKey());
      }
    }
  }

  /** Nobody asked for the others. */
  void end() throws ApiException {
    for (String name : unknown) {
      throw ApiException.badRequest("There is no parameter " + name + " here.", name);
    }
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }
}
