package io.github.kitrail.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A result record as the JSON that {@code --output json} prints. A field is only ever added. */
final class Json {
  /**
   * The version of all result records together; it changes only if a field had to change its
   * meaning.
   */
  static final int SCHEMA_VERSION = 1;

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
          .enable(SerializationFeature.INDENT_OUTPUT);

  private Json() {}

  static String write(Object result) {
    ObjectNode document = MAPPER.createObjectNode().put("schemaVersion", SCHEMA_VERSION);
    document.setAll((ObjectNode) MAPPER.valueToTree(result));
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result record can always be written", e);
    }
  }
}
