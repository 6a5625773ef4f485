package io.github.kitrail.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.engine.ChatMessage;
import io.github.kitrail.inference.engine.Completion;
import io.github.kitrail.inference.engine.Completion.FinishReason;
import io.github.kitrail.inference.engine.CompletionRequest;
import io.github.kitrail.inference.engine.EngineOptions;
import io.github.kitrail.inference.engine.EngineSession;
import io.github.kitrail.inference.engine.LlamaCppEngine;
import io.github.kitrail.inference.engine.Sampling;
import io.github.kitrail.inference.gguf.GgufFixture;
import io.github.kitrail.inference.gguf.GgufHeader;
import io.github.kitrail.inference.gguf.GgufTensor;
import io.github.kitrail.inference.gguf.ModelFiles;
import io.github.kitrail.inference.report.CaseResult;
import io.github.kitrail.inference.report.SmokeReport;
import io.github.kitrail.inference.spec.SpecFiles;
import io.github.kitrail.modelkit.Digest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example's model, tested as its users test it: with the real llama.cpp. */
@Timeout(120)
class FaqBotTest {
  static final Path FAQ_BOT = Path.of("../examples/faq-bot");
  static final Path MODEL = FAQ_BOT.resolve("model/faq-bot.gguf").toAbsolutePath().normalize();
  static final String ONE_QUESTION =
      """
      tests:
        - name: hours
          messages: [{role: user, content: "When do you open?"}]
          maxTokens: 32
          assert: [{equals: "We open at 7 in the morning, on Sundays at 8."}]
      """;

  @TempDir Path folder;

  private static SmokeReport test(ModelFiles model, String spec) throws KitrailException {
    return SmokeTest.run(
        model,
        SmokeSpec.parse(spec, "smoke.yaml"),
        new LlamaCppEngine(System.getenv()),
        SmokeListener.NONE);
  }

  private SmokeReport test(byte[] model, String spec) throws Exception {
    Path file = Files.write(folder.resolve("faq-bot.gguf"), model);
    return test(ModelFiles.find(file, List.of()), spec);
  }

  static String exampleSpec() throws Exception {
    return Files.readString(FAQ_BOT.resolve("smoke.yaml"));
  }

  /** The model with all bytes of one tensor replaced. */
  static byte[] withTensor(String name, int value) throws Exception {
    byte[] bytes = Files.readAllBytes(MODEL);
    for (GgufTensor tensor : GgufHeader.read(MODEL).tensors()) {
      if (tensor.name().equals(name)) {
        int from = (int) tensor.offset();
        Arrays.fill(bytes, from, from + (int) tensor.size(), (byte) value);
        return bytes;
      }
    }
    throw new AssertionError("no tensor " + name);
  }

  @Test
  void passesItsSmokeTests() throws Exception {
    SmokeReport report = test(ModelFiles.find(MODEL, List.of()), exampleSpec());
    report.requirePassed();
    assertThat(report.cases()).hasSize(11);
    assertThat(report.files()).isEqualTo(Map.of(MODEL, Digest.of(Files.readAllBytes(MODEL))));
    assertThat(report.engine()).isEqualTo("java-llama.cpp 4.2.0 (llama.cpp b4916)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"token_embd.weight", "output_norm.weight", "blk.0.attn_v.weight"})
  void failsWithAZeroedTensorAndShowsWhatWasAnswered(String tensor) throws Exception {
    SmokeReport report = test(withTensor(tensor, 0), ONE_QUESTION);
    assertThatThrownBy(report::requirePassed)
        .isInstanceOfSatisfying(
            KitrailException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.TESTS_FAILED);
              assertThat(e.getMessage())
                  .contains("1 of 2 smoke tests failed", "user: When do you open?")
                  .contains("expected:  to equal: We open at 7 in the morning")
                  .contains("from character ", "answered:  ");
            });
    // The digest is that of the damaged file, not of the one it was made from.
    assertThat(report.files()).doesNotContainValue(Digest.of(Files.readAllBytes(MODEL)));
  }

  private void assertDoesNotLoad(byte[] model, String reason) throws Exception {
    CaseResult loads = test(model, ONE_QUESTION).cases().get(0);
    assertThat(loads.name()).isEqualTo("the model loads");
    assertThat(loads.error()).contains(reason);
  }

  @Test
  void saysWhyADamagedFileDoesNotLoad() throws Exception {
    byte[] whole = Files.readAllBytes(MODEL);
    assertDoesNotLoad(Arrays.copyOf(whole, whole.length - 100), "it was cut off");
    assertDoesNotLoad(Arrays.copyOf(whole, 3000), "does not end before the file does");
    byte[] magic = whole.clone();
    magic[0] ^= 0x20;
    assertDoesNotLoad(magic, "does not begin with the letters GGUF");
    // Weights that are no numbers are only seen by the engine.
    assertDoesNotLoad(
        withTensor("blk.1.ffn_up.weight", 0xff), "tensor 'blk.1.ffn_up.weight' has invalid data");
  }

  @Test
  void saysThatAnArchitectureIsUnknownOrWrong() throws Exception {
    String text = Files.readString(MODEL, StandardCharsets.ISO_8859_1);
    String key = "general.architecture";
    int value = text.indexOf(key) + key.length() + 12;
    byte[] model = Files.readAllBytes(MODEL);
    System.arraycopy("qwen9".getBytes(StandardCharsets.UTF_8), 0, model, value, 5);
    assertDoesNotLoad(model, "architecture qwen9, which java-llama.cpp 4.2.0");
    System.arraycopy("qwen2".getBytes(StandardCharsets.UTF_8), 0, model, value, 5);
    assertDoesNotLoad(model, "key not found in model: qwen2.");
  }

  @Test
  void answersWithinTheContextOnly() throws Exception {
    String spec =
        """
        contextSize: 64
        tests:
          - {name: long, prompt: LONG, assert: [{contains: x}]}
          - {name: short, messages: [{role: user, content: "When do you open?"}],
             assert: [{contains: We open at 7}]}
        """;
    SmokeReport report =
        test(ModelFiles.find(MODEL, List.of()), spec.replace("LONG", "bread ".repeat(100)));
    assertThat(report.cases().get(1).error())
        .contains("The model does not answer: the prompt has ", "tokens, but the context holds 64");
    assertThat(report.cases().get(2).passed()).isTrue();
  }

  /** What goes through the chat template comes out of it as it was. */
  @Test
  void chatsWithCharactersOfEveryKind() throws Exception {
    String asked = "Où est la 🥐-boulangerie \uE000 𝄞?";
    String finished = "<|im_start|>user\n" + asked + "<|im_end|>\n<|im_start|>assistant\n";
    List<ChatMessage> messages = List.of(new ChatMessage("user", asked));
    try (EngineSession session =
        new LlamaCppEngine(System.getenv())
            .start(ModelFiles.find(MODEL, List.of()), EngineOptions.standard())) {
      Completion chat = session.complete(CompletionRequest.ofMessages(messages, Sampling.greedy()));
      Completion prompt = session.complete(CompletionRequest.ofPrompt(finished, Sampling.greedy()));
      assertThat(chat.promptTokens()).isEqualTo(prompt.promptTokens());
      assertThat(chat.text()).isEqualTo(prompt.text());
      assertThat(chat.finishReason()).isEqualTo(FinishReason.STOP);
      Completion cut =
          session.complete(
              CompletionRequest.ofMessages(messages, Sampling.greedy().withMaxTokens(2)));
      assertThat(cut.finishReason()).isEqualTo(FinishReason.LENGTH);
      assertThat(chat.text()).startsWith(cut.text());
      assertThat(cut.tokens()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{ raise_exception('no') }}", "{% for"})
  void doesNotChatByATemplateThatTheEngineCannotRead(String template) throws Exception {
    CaseResult hours = test(withTemplate(template), ONE_QUESTION).cases().get(1);
    assertThat(hours.error()).contains("does not understand the model's chat template");
  }

  /** llama.cpp aborts its process there. */
  @Test
  void goesOnAfterATemplateRefusedAConversation() throws Exception {
    byte[] model =
        withTemplate(
            "{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n'"
                + " + (raise_exception('no boom') if m.content == 'boom' else m.content)"
                + " + '<|im_end|>\\n' }}{% endfor %}{{ '<|im_start|>assistant\\n' }}");
    String boom =
        "  - {name: boom, messages: [{role: user, content: boom}], assert: [{contains: x}]}\n";
    SmokeReport report = test(model, ONE_QUESTION.replace("tests:\n", "tests:\n" + boom));
    assertThat(report.cases().get(1).error())
        .startsWith("The model does not answer: the engine aborted: no boom");
    assertThat(report.cases().get(2).passed()).isTrue();
  }

  private static byte[] withTemplate(String template) throws Exception {
    byte[] model = Files.readAllBytes(MODEL);
    String text = new String(model, StandardCharsets.ISO_8859_1);
    String key = "tokenizer.chat_template";
    int at = text.indexOf(key) + key.length() + 4;
    int length = (int) ByteBuffer.wrap(model).order(ByteOrder.LITTLE_ENDIAN).getLong(at);
    String padded = template + "{#" + " ".repeat(length - template.length() - 4) + "#}";
    System.arraycopy(padded.getBytes(StandardCharsets.UTF_8), 0, model, at + 8, length);
    return model;
  }

  @Test
  void appliesAdapters() throws Exception {
    ModelFiles harmless =
        ModelFiles.find(MODEL, List.of(adapter(0).write(folder.resolve("none.gguf"))));
    SmokeReport same = test(harmless, ONE_QUESTION);
    same.requirePassed();
    assertThat(same.files()).hasSize(2);
    ModelFiles wild =
        ModelFiles.find(MODEL, List.of(adapter(3).write(folder.resolve("wild.gguf"))));
    SmokeReport changed = test(wild, ONE_QUESTION);
    assertThat(changed.cases().get(0).passed()).isTrue();
    assertThat(changed.cases().get(1).status()).isEqualTo(CaseResult.Status.FAILED);
  }

  private static final String ALL_ANSWERS =
      """
      defaults: {maxTokens: 32}
      tests:
        - name: "{{questions.0}}"
          cases: datasets/faq.jsonl
          messages: [{role: user, content: "{{questions.0}}"}]
          assert: [{equals: "{{answer}}"}]
      """;

  private static SmokeReport testWithDataset(ModelFiles model, String spec)
      throws KitrailException {
    return SmokeTest.run(
        model,
        SmokeSpec.parse(spec, "smoke.yaml", SpecFiles.in(FAQ_BOT)),
        new LlamaCppEngine(System.getenv()),
        SmokeListener.NONE);
  }

  @Test
  void knowsAllAnswersOfItsDatasetAndADamagedModelDoesNot() throws Exception {
    SmokeReport report = testWithDataset(ModelFiles.find(MODEL, List.of()), ALL_ANSWERS);
    report.requirePassed();
    assertThat(report.cases()).hasSize(41);
    Path damaged = Files.write(folder.resolve("damaged.gguf"), withTensor("output_norm.weight", 0));
    assertThat(testWithDataset(ModelFiles.find(damaged, List.of()), ALL_ANSWERS).failed())
        .isGreaterThan(30);
  }

  @Test
  void anAdapterThatDoesHarmIsNotLoadedWhenNoneIsAskedFor() throws Exception {
    ModelFiles wild =
        ModelFiles.find(MODEL, List.of(adapter(3).write(folder.resolve("wild.gguf"))));
    assertThat(testWithDataset(wild, ALL_ANSWERS).failed()).isGreaterThan(30);
    SmokeReport without = testWithDataset(wild, "adapters: none\n" + ALL_ANSWERS);
    without.requirePassed();
    assertThat(without.files().keySet())
        .containsExactlyInAnyOrder(
            MODEL, FAQ_BOT.resolve("datasets/faq.jsonl").toAbsolutePath().normalize());
  }

  /** The model was never taught any JSON. */
  @Test
  void answersAsASchemaWantsItWhenItIsHeldToIt() throws Exception {
    String test =
        """
        tests:
          - name: json
            prompt: "When do you open?"
            %s
            assert: [{is-json: {type: object, required: [open]}}]
        """;
    String schema =
        "jsonSchema: {type: object, properties: {open: {type: boolean}}, required: [open]}";
    ModelFiles model = ModelFiles.find(MODEL, List.of());
    test(model, test.formatted(schema)).requirePassed();
    assertThat(test(model, test.formatted("maxTokens: 32")).failed()).isEqualTo(1);
  }

  /** A LoRA of rank 1 on one matrix of 64 × 64, all of whose weights are the same. */
  static GgufFixture adapter(float weight) {
    ByteBuffer weights = ByteBuffer.allocate(2 * 64 * 4).order(ByteOrder.LITTLE_ENDIAN);
    while (weights.hasRemaining()) {
      weights.putFloat(weight);
    }
    ByteBuffer alpha = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(1);
    return new GgufFixture()
        .text("general.architecture", "llama")
        .text("general.type", "adapter")
        .text("adapter.type", "lora")
        .raw("adapter.lora.alpha", 6, alpha.array())
        .tensor("blk.0.attn_v.weight.lora_a", 0, 0, 64, 1)
        .tensor("blk.0.attn_v.weight.lora_b", 0, 256, 1, 64)
        .data(weights.array());
  }
}
