package io.github.kitrail.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.KitrailException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OllamaTargetTest {
  @TempDir Path temp;

  @Test
  void theModelfileNamesModelAdapterAndParameters() throws Exception {
    RenderResult result = Facts.render("ollama", Facts.tuned().build(), temp);
    assertThat(result.deployable()).isTrue();
    assertThat(Files.readString(temp.resolve("Modelfile")))
        .isEqualTo(
            """
            # Written by kitrail from the ModelKit %s.
            FROM \"""./model/models/faq.gguf\"""
            ADAPTER \"""./model/adapters/a.gguf\"""
            PARAMETER temperature 0
            PARAMETER top_p 0.95
            PARAMETER num_ctx 512
            PARAMETER stop \"""<|im_end|>\"""
            PARAMETER stop \"""

            \"""
            LICENSE \"""Apache-2.0\"""
            """
                .formatted(Facts.DIGEST));
    assertThat(Files.readString(temp.resolve("README.md")))
        .contains("ollama create faq-bot --file Modelfile");
    assertThat(temp.resolve("model/models/faq.gguf")).isRegularFile();
  }

  @Test
  void whatIsNoNumberIsLeftOutWithAWarning() throws Exception {
    RenderFacts facts =
        Facts.faq()
            .contextLength(null)
            .parameters(
                Map.of(
                    "temperature",
                    "hot",
                    "top_k",
                    1.5,
                    "seed",
                    Double.NaN,
                    "min_p",
                    1e-300,
                    "stop",
                    List.of(7)))
            .build();
    RenderResult result = Facts.render("ollama", facts, temp);
    assertThat(result.warnings())
        .hasSize(5)
        .contains(
            "The Kitfile's parameter temperature is not a number; it is left out.",
            "The Kitfile's parameter top_k is not a whole number; it is left out.");
    assertThat(Files.readString(temp.resolve("Modelfile"))).doesNotContain("PARAMETER");
  }

  @Test
  void oneAdapterIsAllThatOllamaTakes() {
    RenderFacts facts =
        Facts.faq().adapters(List.of(Facts.file("a.gguf"), Facts.file("b.gguf"))).build();
    assertThatThrownBy(() -> Facts.render("ollama", facts, temp))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("at most 1 adapter; this ModelKit has 2");
  }
}
