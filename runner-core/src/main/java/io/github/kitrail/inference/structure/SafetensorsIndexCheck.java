package io.github.kitrail.inference.structure;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code model.safetensors.index.json}: which file each tensor of a split model is in. All of these
 * files must be there.
 *
 * @see <a href="https://huggingface.co/docs/safetensors/index">safetensors</a>, and the {@code
 *     weight_map} of the Hugging Face libraries
 */
final class SafetensorsIndexCheck implements FormatCheck {
  static final String ENDING = ".safetensors.index.json";
  private static final int MAX_FILES = 100_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNameLength(4096)
                  .maxStringLength(1 << 20)
                  .maxNestingDepth(8)
                  .build())
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private final Set<String> packed;

  /**
   * @param packed the paths of all files of the model
   */
  SafetensorsIndexCheck(Set<String> packed) {
    this.packed = packed;
  }

  @Override
  public void check(CheckedFile file, Findings findings) throws IOException {
    Set<String> named = new TreeSet<>();
    try (InputStream in = file.open();
        JsonParser json = JSON.createParser(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      read(json, named);
    } catch (JsonProcessingException e) {
      findings.fails(Expectations.whole("safetensors index"), "it is no JSON that can be read");
      return;
    }
    List<String> missing = new ArrayList<>();
    for (String name : named) {
      if (!packed.contains(file.beside(name)) && missing.size() < 5) {
        missing.add(name + " is not in the model");
      }
    }
    if (named.isEmpty()) {
      missing.add("it names none in `weight_map`");
    }
    findings.expect("every file that the index names", missing);
  }

  private static void read(JsonParser json, Set<String> named) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean map = json.currentName().equals("weight_map");
      JsonToken value = json.nextToken();
      if (!map || value != JsonToken.START_OBJECT) {
        json.skipChildren();
        continue;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        if (json.nextToken() == JsonToken.VALUE_STRING && named.size() < MAX_FILES) {
          named.add(json.getText());
        }
        json.skipChildren();
      }
    }
  }
}
