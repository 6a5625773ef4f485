package io.github.kitrail.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that editors use must say what the reader does. */
class KitrailSchemaTest {
  private static JsonNode schema() throws IOException {
    try (InputStream in =
        PipelineFile.class.getResourceAsStream("/io/github/kitrail/schemas/kitrail.schema.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in));
    }
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "reference", "test", "sign", "attest", "gate", "render"})
  void everyFieldOfTheReaderIsInTheSchema(String field) throws Exception {
    assertThat(names(schema().path("properties"))).contains(field);
  }

  @Test
  void everyFieldOfTheSchemaIsKnownToTheReader() throws Exception {
    for (String field : names(schema().path("properties"))) {
      assertThat(problem("version: 1\n" + field + ": {x: 1}\n"))
          .doesNotContain("is not a kitrail.yaml field");
    }
    JsonNode render = schema().at("/properties/render/items/properties");
    for (String field : names(render)) {
      assertThat(problem("version: 1\nrender: [{" + field + ": {}}]\n"))
          .doesNotContain("is not a render field");
    }
    for (String field : names(schema().at("/properties/gate/anyOf/1/properties"))) {
      assertThat(problem("version: 1\ngate: {" + field + ": {}}\n"))
          .doesNotContain("is not a gate field");
    }
    for (String field : names(schema().at("/properties/test/anyOf/1/properties"))) {
      assertThat(problem("version: 1\ntest: {" + field + ": {}}\n"))
          .doesNotContain("is not a test field");
    }
    assertThat(schema().path("additionalProperties").asBoolean(true)).isFalse();
  }

  @Test
  void bothKnowTheSameAttestations() throws Exception {
    List<String> words = new ArrayList<>();
    schema().at("/properties/attest/items/enum").forEach(word -> words.add(word.asText()));
    assertThat(words).isEqualTo(PipelineFile.ATTESTATIONS);
  }

  private static String problem(String text) {
    try {
      PipelineFile.parse(text, "kitrail.yaml");
      return "";
    } catch (KitrailException e) {
      return e.getMessage();
    }
  }
}
