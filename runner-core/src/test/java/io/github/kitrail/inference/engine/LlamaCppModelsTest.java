package io.github.kitrail.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;

import de.kherud.llama.LlamaModel;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The list belongs to one version of the library: a newer one must bring a new list. */
class LlamaCppModelsTest {
  private static String library() throws Exception {
    try (InputStream in =
        LlamaModel.class.getResourceAsStream("/de/kherud/llama/Linux/x86_64/libjllama.so")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void theLibraryKnowsWhatIsListed() throws Exception {
    String library = library();
    for (String architecture : LlamaCppModels.GENERATORS) {
      assertThat(library.contains(architecture + "\0")).as(architecture).isTrue();
    }
    for (String architecture : LlamaCppModels.OTHERS) {
      assertThat(library.contains(architecture + "\0")).as(architecture).isTrue();
    }
  }

  @Test
  void theLibraryKnowsNoneOfTheLaterOnes() throws Exception {
    String library = library();
    for (String architecture : List.of("qwen3", "qwen3moe", "gpt-oss", "gemma3n", "llama4")) {
      assertThat(library.contains("\0" + architecture + "\0")).as(architecture).isFalse();
      assertThat(LlamaCppModels.GENERATORS).doesNotContain(architecture);
    }
  }
}
