package io.github.kitrail.dev;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The field {@code response_format}. */
final class ResponseFormat {
  private ResponseFormat() {}

  /** The JSON schema that an answer is held to; null for free text. */
  static @Nullable String schema(JsonNode format) throws ApiException {
    if (format.isMissingNode()) {
      return null;
    }
    String type = format.path("type").asText();
    switch (type) {
      case "text":
        return null;
      case "json_object":
        return "{\"type\":\"object\"}";
      case "json_schema":
        JsonNode schema = format.path("json_schema").path("schema");
        if (schema.isObject()) {
          return schema.toString();
        }
        throw ApiException.badRequest(
            "response_format.json_schema.schema must be a JSON schema.", "response_format");
      default:
        throw ApiException.badRequest(
            "response_format.type must be text, json_object or json_schema.", "response_format");
    }
  }
}
