package io.github.kitrail.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.KitrailException;
import io.github.kitrail.Peers;
import io.github.kitrail.inference.engine.LlamaServerEngine;
import io.github.kitrail.inference.gguf.ModelFiles;
import io.github.kitrail.inference.report.CaseResult;
import io.github.kitrail.inference.report.SmokeReport;
import io.github.kitrail.inference.spec.SpecFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example's model, in a real llama-server; {@link FaqBotTest} is the same for the other. */
@Tag("peer")
@Timeout(120)
class FaqBotPeerTest {
  @TempDir Path folder;

  private static SmokeReport test(Path model, List<Path> adapters, String spec)
      throws KitrailException {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put(LlamaServerEngine.PROGRAM, Peers.program("llama-server").toString());
    return SmokeTest.run(
        ModelFiles.find(model, adapters),
        SmokeSpec.parse(spec, "smoke.yaml", SpecFiles.in(FaqBotTest.FAQ_BOT)),
        new LlamaServerEngine(environment),
        SmokeListener.NONE);
  }

  private static void assertFailsItsQuestion(SmokeReport report) {
    assertThat(report.cases().get(0).passed()).as("it loads").isTrue();
    assertThat(report.cases().get(1).status()).isEqualTo(CaseResult.Status.FAILED);
    assertThatThrownBy(report::requirePassed)
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("smoke tests failed");
  }

  @Test
  void passesItsSmokeTests() throws Exception {
    SmokeReport report = test(FaqBotTest.MODEL, List.of(), FaqBotTest.exampleSpec());
    report.requirePassed();
    assertThat(report.cases()).hasSize(11);
    assertThat(report.engine()).startsWith("llama-server ").contains("build");
  }

  /** Cases from its dataset, a conversation, an answer that is held to a schema. */
  @Test
  void passesTheDocsTests() throws Exception {
    SmokeReport report = test(FaqBotTest.MODEL, List.of(), SmokeDocsTest.specs().get(1));
    report.requirePassed();
    assertThat(report.cases()).hasSize(13);
  }

  @ParameterizedTest
  @ValueSource(strings = {"token_embd.weight", "output_norm.weight", "blk.0.attn_v.weight"})
  void failsWithGarbledWeights(String tensor) throws Exception {
    Path model = Files.write(folder.resolve("zeroed.gguf"), FaqBotTest.withTensor(tensor, 0));
    assertFailsItsQuestion(test(model, List.of(), FaqBotTest.ONE_QUESTION));
  }

  @Test
  void failsWithAWrongAnswer() throws Exception {
    String spec = FaqBotTest.ONE_QUESTION.replace("at 7 in", "at 9 in");
    assertFailsItsQuestion(test(FaqBotTest.MODEL, List.of(), spec));
  }

  @Test
  void failsWithAWrongAdapter() throws Exception {
    Path harmless = FaqBotTest.adapter(0).write(folder.resolve("none, or nearly.gguf"));
    SmokeReport same = test(FaqBotTest.MODEL, List.of(harmless), FaqBotTest.ONE_QUESTION);
    same.requirePassed();
    assertThat(same.files()).hasSize(2);
    Path wild = FaqBotTest.adapter(3).write(folder.resolve("wild.gguf"));
    assertFailsItsQuestion(test(FaqBotTest.MODEL, List.of(wild), FaqBotTest.ONE_QUESTION));
    assertFailsItsQuestion(
        test(FaqBotTest.MODEL, List.of(harmless, wild), FaqBotTest.ONE_QUESTION));
  }
}
