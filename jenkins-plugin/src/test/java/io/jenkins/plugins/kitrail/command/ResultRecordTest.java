package io.jenkins.plugins.kitrail.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultRecordTest {
  /** Those whose methods need no approval. */
  private static final Set<Class<?>> SANDBOXED =
      Set.of(
          LinkedHashMap.class,
          ArrayList.class,
          String.class,
          Integer.class,
          Long.class,
          Double.class,
          Boolean.class);

  @Test
  void aPipelineInTheSandboxCanReadAllOfIt() {
    Map<String, Object> result =
        ResultRecord.parse(
            """
            {
              "schemaVersion": 1, "digest": "sha256:ab", "verdict": null, "signed": true,
              "layers": [{"path": "model.gguf", "size": 42949672960, "seconds": 1.5}]
            }
            """);

    assertThat(result).containsEntry("digest", "sha256:ab").containsEntry("verdict", null);
    assertThat(result.keySet())
        .containsExactly("schemaVersion", "digest", "verdict", "signed", "layers");
    assertThat(((List<?>) result.get("layers")).get(0))
        .isEqualTo(Map.of("path", "model.gguf", "size", 42949672960L, "seconds", 1.5));
    assertSandboxed(result);
  }

  private static void assertSandboxed(Object value) {
    if (value != null) {
      assertThat(SANDBOXED).contains(value.getClass());
    }
    if (value instanceof Map<?, ?> map) {
      map.values().forEach(ResultRecordTest::assertSandboxed);
    } else if (value instanceof List<?> list) {
      list.forEach(ResultRecordTest::assertSandboxed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "kitrail 0.1.0", "[1]", "{\"half\": ", "{\"a\": 1} {\"b\": 2}"})
  void whatIsNoJsonObjectIsNoResult(String output) {
    assertThat(ResultRecord.parse(output)).isNull();
  }
}
