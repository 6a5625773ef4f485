package io.github.kitrail.inference.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON Lines: an object in each line; empty lines are no rows.
 *
 * @see <a href="https://jsonlines.org/">JSON Lines</a>
 */
final class JsonRows {
  /** Numbers stay as they are written: 1.50 is not 1.5 to a text. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private JsonRows() {}

  static List<CaseRow> read(String text, YamlValue path) throws KitrailException {
    List<CaseRow> rows = new ArrayList<>();
    int line = 0;
    for (String each : text.split("\r?\n", -1)) {
      line++;
      if (each.isBlank()) {
        continue;
      }
      Map<String, String> fields = new LinkedHashMap<>();
      flatten("", row(each, line, path), fields);
      rows.add(new CaseRow(rows.size() + 1, fields));
    }
    return rows;
  }

  private static JsonNode row(String text, int line, YamlValue path) throws KitrailException {
    String where = path.text() + ", line " + line + ", is no JSON";
    try {
      JsonNode row = JSON.readTree(text);
      if (row.isObject()) {
        return row;
      }
    } catch (JsonProcessingException e) {
      throw path.error(
          where + ": " + String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse(""));
    }
    throw path.error(where + " object, such as {\"question\": \"…\"}");
  }

  /** Null is an empty text. */
  private static void flatten(String name, JsonNode value, Map<String, String> fields) {
    String prefix = name.isEmpty() ? "" : name + ".";
    if (value.isObject()) {
      value.properties().forEach(it -> flatten(prefix + it.getKey(), it.getValue(), fields));
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        flatten(prefix + i, value.get(i), fields);
      }
    } else {
      fields.put(name, value.isNull() ? "" : value.asText());
    }
  }
}
