package io.github.kitrail.inference.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.YamlJson;
import io.github.kitrail.yaml.YamlValue;
import java.util.HashMap;
import java.util.Map;

/** The JSON schemas of a spec: written there, or in files that it names. */
public final class Schemas {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final NamedFiles files;
  private final Map<JsonNode, AnswerSchema> known = new HashMap<>();

  public Schemas(NamedFiles files) {
    this.files = files;
  }

  /**
   * @param value a schema, or the path of a file that holds one
   * @throws KitrailException BAD_INPUT at its place, when it is none
   */
  public AnswerSchema read(YamlValue value) throws KitrailException {
    JsonNode document = value.isMapping() ? YamlJson.of(value) : file(value);
    AnswerSchema schema = known.get(document);
    if (schema == null) {
      schema = AnswerSchema.of(document, value);
      known.put(document, schema);
    }
    return schema;
  }

  private JsonNode file(YamlValue path) throws KitrailException {
    if (!path.isScalar()) {
      throw path.error("`" + path.path() + "` takes a JSON schema, or the path of a file with one");
    }
    try {
      JsonNode document = JSON.readTree(files.text(path));
      if (document.isObject()) {
        return document;
      }
    } catch (JsonProcessingException e) {
      String reason = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      throw path.error(path.text() + " is no JSON: " + reason);
    }
    throw path.error(path.text() + " holds no JSON object, so it is no JSON schema");
  }
}
