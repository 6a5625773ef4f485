package io.github.kitrail.inference.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.List;
import java.util.Set;

/**
 * Looks a JSON schema over before llama.cpp b4916 makes a grammar of it, because it aborts its
 * process at what it cannot read. Only what it certainly refuses is refused here.
 *
 * @see <a
 *     href="https://github.com/ggml-org/llama.cpp/blob/b4916/common/json-schema-to-grammar.cpp">what
 *     it reads</a>
 */
final class GrammarSchema {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final int DEEPEST = 64;

  private static final Set<String> TYPES =
      Set.of("object", "array", "string", "number", "integer", "boolean", "null");

  /** Any of them says what a schema without a type is. */
  private static final List<String> TELLING =
      List.of(
          "$ref",
          "oneOf",
          "anyOf",
          "allOf",
          "const",
          "enum",
          "properties",
          "additionalProperties",
          "items",
          "prefixItems",
          "pattern",
          "format");

  private final JsonNode root;

  private GrammarSchema(JsonNode root) {
    this.root = root;
  }

  /**
   * @throws EngineException which part is not understood, and why
   */
  static void check(String schema) throws EngineException {
    JsonNode root;
    try {
      root = JSON.readTree(schema);
    } catch (JsonProcessingException e) {
      throw new EngineException("The JSON schema is not JSON: " + e.getOriginalMessage() + ".", e);
    }
    new GrammarSchema(root).schema(root, "", 0);
  }

  private void schema(JsonNode schema, String at, int depth) throws EngineException {
    if (depth > DEEPEST) {
      throw refused(at, "is nested too deeply");
    }
    if (!schema.isObject()) {
      throw refused(at, "is " + schema + ", where an object with a type is needed");
    }
    JsonNode type = schema.path("type");
    if (type.isMissingNode()) {
      if (!schema.isEmpty() && TELLING.stream().noneMatch(schema::has)) {
        throw refused(at, "has no type");
      }
    } else {
      type(type, at);
    }
    reference(schema.path("$ref"), at);
    pattern(schema.path("pattern"), at);
    parts(schema, at, depth + 1);
  }

  private void parts(JsonNode schema, String at, int depth) throws EngineException {
    for (String word : List.of("oneOf", "anyOf", "allOf", "prefixItems")) {
      all(of(schema, word, JsonNodeType.ARRAY, at), at + "/" + word, depth);
    }
    JsonNode items = schema.path("items");
    if (items.isArray()) {
      all(items, at + "/items", depth);
    } else if (!items.isMissingNode()) {
      schema(items, at + "/items", depth);
    }
    JsonNode properties = of(schema, "properties", JsonNodeType.OBJECT, at);
    for (var property : properties.properties()) {
      schema(property.getValue(), at + "/properties/" + property.getKey(), depth);
    }
    if (schema.path("additionalProperties").isObject()) {
      schema(schema.path("additionalProperties"), at + "/additionalProperties", depth);
    }
    of(schema, "required", JsonNodeType.ARRAY, at);
    of(schema, "enum", JsonNodeType.ARRAY, at);
  }

  private void all(JsonNode schemas, String at, int depth) throws EngineException {
    for (int i = 0; i < schemas.size(); i++) {
      schema(schemas.get(i), at + "/" + i, depth);
    }
  }

  private static JsonNode of(JsonNode schema, String word, JsonNodeType type, String at)
      throws EngineException {
    JsonNode value = schema.path(word);
    if (!value.isMissingNode() && value.getNodeType() != type) {
      String needed = type == JsonNodeType.ARRAY ? "a list" : "an object";
      throw refused(at + "/" + word, "is " + value + ", where " + needed + " is needed");
    }
    return value;
  }

  private static void type(JsonNode type, String at) throws EngineException {
    for (JsonNode one : type.isArray() ? type : List.of(type)) {
      if (!one.isTextual() || !TYPES.contains(one.asText())) {
        throw refused(at + "/type", "is " + one + ", which is no type");
      }
    }
  }

  private void reference(JsonNode reference, String at) throws EngineException {
    if (reference.isMissingNode()) {
      return;
    }
    String target = reference.asText();
    if (!target.startsWith("#/")) {
      throw refused(at + "/$ref", "is " + reference + ": only #/… within the schema is followed");
    }
    if (root.at(target.substring(1)).isMissingNode()) {
      throw refused(at + "/$ref", "is " + reference + ", which leads to nothing");
    }
  }

  private static void pattern(JsonNode pattern, String at) throws EngineException {
    String text = pattern.asText();
    if (!pattern.isMissingNode() && !(text.startsWith("^") && text.endsWith("$"))) {
      throw refused(
          at + "/pattern", "is " + pattern + ", which has to begin with ^ and end with $");
    }
  }

  private static EngineException refused(String at, String what) {
    return new EngineException(
        "The JSON schema cannot be followed: " + (at.isEmpty() ? "it" : at) + " " + what + ".");
  }
}
