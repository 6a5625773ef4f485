package io.github.kitrail.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.engine.LlamaCppEngine;
import io.github.kitrail.inference.gguf.GgufHeader;
import io.github.kitrail.inference.gguf.GgufTensor;
import io.github.kitrail.inference.gguf.ModelFiles;
import io.github.kitrail.inference.report.SmokeReport;
import io.github.kitrail.modelkit.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example's model, tested as its users test it: with the real llama.cpp. */
class FaqBotTest {
  private static final Path FAQ_BOT = Path.of("../examples/faq-bot");
  private static final Path MODEL = FAQ_BOT.resolve("model/faq-bot.gguf");

  @TempDir Path folder;

  private static SmokeReport test(Path model) throws Exception {
    String text = Files.readString(FAQ_BOT.resolve("smoke.yaml"));
    return SmokeTest.run(
        ModelFiles.find(model, List.of()),
        SmokeSpec.parse(text, "smoke.yaml"),
        new LlamaCppEngine(System.getenv()),
        SmokeListener.NONE);
  }

  @Test
  void passesItsSmokeTests() throws Exception {
    SmokeReport report = test(MODEL);
    report.requirePassed();
    assertThat(report.cases()).hasSize(11);
    assertThat(report.failed()).isZero();
    assertThat(report.files())
        .isEqualTo(
            Map.of(MODEL.toAbsolutePath().normalize(), Digest.of(Files.readAllBytes(MODEL))));
    assertThat(report.engine()).isEqualTo("java-llama.cpp 4.2.0 (llama.cpp b4916)");
    System.err.println(report);
  }

  @Test
  void failsWithAZeroedTensorAndSaysWhatWasAnswered() throws Exception {
    for (String tensor :
        List.of("token_embd.weight", "output_norm.weight", "blk.0.attn_v.weight")) {
      byte[] bytes = Files.readAllBytes(MODEL);
      GgufTensor zeroed =
          GgufHeader.read(MODEL).tensors().stream()
              .filter(t -> t.name().equals(tensor))
              .findFirst()
              .orElseThrow();
      Arrays.fill(bytes, (int) zeroed.offset(), (int) (zeroed.offset() + zeroed.size()), (byte) 0);
      Path model = Files.write(folder.resolve("faq-bot.gguf"), bytes);
      SmokeReport report = test(model);
      assertThat(report.failed()).as(tensor).isPositive();
      assertThatThrownBy(report::requirePassed)
          .isInstanceOfSatisfying(
              KitrailException.class,
              e -> {
                System.err.println(e.getMessage());
                assertThat(e.code()).isEqualTo(ErrorCode.TESTS_FAILED);
              });
    }
  }
}
