package io.github.kitrail.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerComplaintsTest {
  private static String reason(String... lines) {
    WorkerComplaints complaints = new WorkerComplaints();
    List.of(lines).forEach(complaints::add);
    return complaints.reason().orElse("none");
  }

  @Test
  void findsLlamaCppsOwnReason() {
    assertThat(
            reason(
                "srv load_model: loading model 'm.gguf'",
                "llama_model_load: error loading model: error loading model hyperparameters: key not"
                    + " found in model: deci.context_length",
                "llama_model_load_from_file_impl: failed to load model",
                "de.kherud.llama.LlamaException: could not load model from given file path"))
        .isEqualTo("key not found in model: deci.context_length");
  }

  @Test
  void prefersTheDamagedTensor() {
    assertThat(
            reason(
                "llama_model_load: tensor 'blk.0.ffn_up.weight' has invalid data",
                "llama_model_load: error loading model: found tensors with invalid data"))
        .isEqualTo("tensor 'blk.0.ffn_up.weight' has invalid data");
  }

  @Test
  void findsWhatAnAbortSays() {
    assertThat(reason("terminate called", "  what():  no such role", "hs_err"))
        .isEqualTo("no such role");
  }

  @Test
  void tellsThatTheSystemLacksSomething() {
    assertThat(
            reason(
                "/tmp/x/libjllama.so: libgomp.so.1: cannot open shared object file: No such file",
                "java-llama.cpp does not run on this system: No native library found"))
        .isEqualTo("libgomp.so.1: cannot open shared object file");
    assertThat(reason("java-llama.cpp does not run on this system: No native library found", "x"))
        .isEqualTo("java-llama.cpp does not run on this system: No native library found");
  }

  @Test
  void takesTheLastLineOtherwise() {
    assertThat(reason("one", "two", " ")).isEqualTo("two");
    assertThat(reason("one", "it failed", "bye")).isEqualTo("it failed");
    assertThat(reason()).isEqualTo("none");
  }

  @Test
  void keepsOnlyTheLastLinesAndShortensLongOnes() {
    WorkerComplaints complaints = new WorkerComplaints();
    complaints.add("what():  the first, defaulting to chatml");
    for (int i = 0; i < 1000; i++) {
      complaints.add("noise " + "x".repeat(500));
    }
    assertThat(complaints.ignoresChatTemplate()).isTrue();
    assertThat(complaints.reason().orElseThrow()).startsWith("noise").hasSize(301).endsWith("…");
  }
}
