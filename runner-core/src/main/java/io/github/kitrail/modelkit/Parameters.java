package io.github.kitrail.modelkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;

/**
 * The free part of a model or a dataset, as the JSON that stands in the config: any value, maps
 * sorted by key.
 *
 * @param json one JSON value, written as Go's encoder writes it
 */
public record Parameters(String json) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Go sorts the keys of a map by their bytes in UTF-8. */
  private static final Comparator<String> GO_ORDER =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  /**
   * @param json any spelling of the value
   * @throws IllegalArgumentException when it is no JSON
   */
  public Parameters {
    json = GoJson.text(sorted(read(json)));
  }

  static Parameters of(JsonNode value) {
    return new Parameters(GoJson.text(value));
  }

  /** The value as a tree of the caller's own. */
  public JsonNode toTree() {
    return read(json);
  }

  private static JsonNode read(String json) {
    try {
      JsonNode value = JSON.readTree(json);
      if (value.isMissingNode()) {
        throw new IllegalArgumentException("no JSON: nothing");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties().stream()
          .sorted(Map.Entry.comparingByKey(GO_ORDER))
          .forEach(field -> object.set(field.getKey(), sorted(field.getValue())));
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> array.add(sorted(element)));
      return array;
    }
    return node;
  }
}
