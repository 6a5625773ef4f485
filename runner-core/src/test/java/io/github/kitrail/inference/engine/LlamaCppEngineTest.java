package io.github.kitrail.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.gguf.GgufFixture;
import io.github.kitrail.inference.gguf.ModelFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the parent does when its child, a real JVM, misbehaves. */
@Timeout(60)
class LlamaCppEngineTest {
  private static final EngineOptions OPTIONS =
      new EngineOptions(0, Duration.ofSeconds(30), Duration.ofSeconds(30));

  @TempDir Path folder;

  private EngineSession start(String model, EngineOptions options) throws Exception {
    Path file = GgufFixture.llama().write(folder.resolve(model + ".gguf"));
    return engine(System.getenv()).start(new ModelFiles(List.of(file), List.of()), options);
  }

  private static LlamaCppEngine engine(Map<String, String> environment) {
    return new LlamaCppEngine(
        ChildJvm.of(
            FakeWorker.class.getName(),
            List.of(FakeWorker.class, ObjectMapper.class, JsonFactory.class, JsonCreator.class),
            environment));
  }

  private static Completion ask(EngineSession session, String prompt) throws Exception {
    return session.complete(CompletionRequest.ofPrompt(prompt, Sampling.greedy()));
  }

  private static String fact(String facts, String name) {
    return facts.lines().filter(f -> f.startsWith(name)).findFirst().orElseThrow();
  }

  @Test
  void passesTheWholeRequestOn() throws Exception {
    try (EngineSession session = start("fine", OPTIONS)) {
      Sampling sampling =
          Sampling.greedy()
              .change()
              .maxTokens(7)
              .temperature(0.5)
              .topP(0.25)
              .topK(3)
              .minP(0.125)
              .repeatPenalty(1.5)
              .repeatLastN(9)
              .presencePenalty(0.75)
              .frequencyPenalty(-0.5)
              .jsonSchema("{}")
              .seed(99)
              .stop(List.of("END"))
              .build();
      List<ChatMessage> none = List.of();
      Completion answer = session.complete(new CompletionRequest("Grüße 😀", none, sampling));
      assertThat(answer.text())
          .isEqualTo(
              "{\"prompt\":\"Grüße 😀\",\"messages\":[],\"maxTokens\":7,\"temperature\":0.5,"
                  + "\"topP\":0.25,\"topK\":3,\"minP\":0.125,\"repeatPenalty\":1.5,\"repeatLastN\":9,"
                  + "\"presencePenalty\":0.75,\"frequencyPenalty\":-0.5,\"seed\":99,"
                  + "\"jsonSchema\":\"{}\",\"stop\":[\"END\"],\"number\":2,\"stream\":false}");
      assertThat(answer.tokens()).isEqualTo(3);
      assertThat(answer.promptTokens()).isEqualTo(2);
      assertThat(answer.total()).isEqualTo(Duration.ofMillis(5));
    }
  }

  @Test
  void knowsWhatMemoryTheEngineTook() throws Exception {
    try (EngineSession session = start("fine", OPTIONS)) {
      boolean told = Files.exists(Path.of("/proc/self/status"));
      assertThat(session.peakMemory()).isGreaterThanOrEqualTo(told ? 10_000_000L : 0);
    }
  }

  @Test
  void hearsTheAnswerThroughNoise() throws Exception {
    try (EngineSession session = start("noise", OPTIONS)) {
      assertThat(ask(session, "noise").tokens()).isEqualTo(3);
      assertThat(ask(session, "again").text()).contains("again");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          abort             | the engine aborted: n_probs is not supported
          killed            | memory ran out
          crash             | the engine crashed
          vanish            | the engine ended with status 0
          out of memory     | OutOfMemoryError: Java heap space
          exception         | a bug in the worker
          garbage           | something unreadable
          closes its output | the engine gave up
          """)
  void turnsADeathIntoAReason(String wish, String reason) throws Exception {
    try (EngineSession session = start("fine", OPTIONS)) {
      assertThatThrownBy(() -> ask(session, wish))
          .isInstanceOf(EngineException.class)
          .hasMessageStartingWith("The model does not answer: ")
          .hasMessageContaining(reason);
      assertThat(session.isAlive()).isFalse();
      assertThatThrownBy(() -> ask(session, "again")).isInstanceOf(EngineException.class);
    }
  }

  @Test
  void saysWhyAModelDoesNotLoad() {
    assertThatThrownBy(() -> start("gives up", OPTIONS))
        .isInstanceOf(EngineException.class)
        .hasMessage("The model does not load: no.");
  }

  @Test
  void livesOnAfterARefusedRequest() throws Exception {
    try (EngineSession session = start("fine", OPTIONS)) {
      assertThatThrownBy(() -> ask(session, "refuse"))
          .isInstanceOf(EngineException.class)
          .hasMessage("The model does not answer: the prompt is too long.");
      assertThat(session.isAlive()).isTrue();
      assertThat(ask(session, "again").text()).contains("again");
    }
  }

  @Test
  void endsWhatHangs() throws Exception {
    EngineOptions hurried = new EngineOptions(0, Duration.ofSeconds(30), Duration.ofMillis(200));
    try (EngineSession session = start("fine", hurried)) {
      assertThatThrownBy(() -> ask(session, "hang"))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("nothing came within 0.2 s");
      assertThat(session.isAlive()).isFalse();
    }
    EngineOptions impatient = new EngineOptions(0, Duration.ofMillis(200), Duration.ofSeconds(30));
    assertThatThrownBy(() -> start("hang", impatient))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("does not load: nothing came");
  }

  @Test
  void leavesNoProcessAndNoFile() throws Exception {
    EngineSession session = start("fine", OPTIONS);
    String facts = ask(session, "facts").text();
    Path home = Path.of(fact(facts, "folder=").substring(7));
    long pid = Long.parseLong(fact(facts, "pid=").substring(4));
    assertThat(home.resolve("left behind")).exists();
    session.close();
    assertThat(home).doesNotExist();
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    session.close();
  }

  @Test
  void keepsSecretsAndTheUsersSettingsFromTheChild() throws Exception {
    Map<String, String> environment =
        Map.of("PATH", "/bin", "COSIGN_PASSWORD", "secret", "LLAMA_ARG_CTX_SIZE", "8");
    Path file = GgufFixture.llama().write(folder.resolve("fine.gguf"));
    ModelFiles model = new ModelFiles(List.of(file), List.of());
    try (EngineSession session = engine(environment).start(model, OPTIONS)) {
      String facts = ask(session, "facts").text();
      assertThat(facts.lines()).contains("PATH", "-Xmx128m");
      assertThat(facts.lines()).doesNotContain("COSIGN_PASSWORD", "LLAMA_ARG_CTX_SIZE");
    }
  }

  @Test
  void isCancelledByAnInterrupt() throws Exception {
    EngineSession session = start("fine", OPTIONS);
    String facts = ask(session, "facts").text();
    Path home = Path.of(fact(facts, "folder=").substring(7));
    Thread test = Thread.currentThread();
    Thread canceller =
        new Thread(
            () -> {
              try {
                TimeUnit.MILLISECONDS.sleep(200);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              test.interrupt();
            });
    canceller.start();
    assertThatThrownBy(() -> ask(session, "hang"))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    assertThat(Thread.interrupted()).isTrue();
    canceller.join();
    assertThat(session.isAlive()).isFalse();
    assertThat(home).doesNotExist();
    session.close();
  }

  @Test
  void refusesDamagedFilesBeforeAnythingIsStarted() throws Exception {
    Path file = GgufFixture.llama().magic("GGXX").write(folder.resolve("bad.gguf"));
    assertThatThrownBy(() -> load(file, List.of(), 0))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("does not begin with the letters GGUF");
  }

  private EngineSession load(Path model, List<Path> adapters, int contextSize) throws Exception {
    EngineOptions options =
        new EngineOptions(contextSize, Duration.ofSeconds(30), Duration.ofSeconds(30));
    return engine(Map.of()).start(new ModelFiles(List.of(model), adapters), options);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          qwen3   | architecture qwen3, which java-llama.cpp 4.2.0 (llama.cpp b4916) does not know
          gpt-oss | recent llama-server
          bert    | does not write text
          """)
  void refusesArchitecturesThatTheEngineCannotRun(String architecture, String reason)
      throws Exception {
    Path file =
        new GgufFixture()
            .text("general.architecture", architecture)
            .write(folder.resolve("m.gguf"));
    assertThatThrownBy(() -> load(file, List.of(), 0))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void refusesModelsAndAdaptersInEachOthersPlace() throws Exception {
    Path model = GgufFixture.llama().write(folder.resolve("model.gguf"));
    Path adapter =
        GgufFixture.llama().text("general.type", "adapter").write(folder.resolve("a.gguf"));
    Path foreign =
        new GgufFixture()
            .text("general.architecture", "qwen2")
            .text("general.type", "adapter")
            .write(folder.resolve("foreign.gguf"));
    Path nameless = new GgufFixture().u32("general.file_type", 1).write(folder.resolve("n.gguf"));
    assertThatThrownBy(() -> load(adapter, List.of(), 0))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("a.gguf is an adapter");
    assertThatThrownBy(() -> load(model, List.of(model), 0))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("it is a whole model");
    assertThatThrownBy(() -> load(model, List.of(foreign), 0))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("adapts models of architecture qwen2, but the model's is llama");
    assertThatThrownBy(() -> load(nameless, List.of(), 0))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("does not name its architecture");
  }

  @Test
  void refusesAContextThatTheModelWasNotTrainedFor() throws Exception {
    Path model = GgufFixture.llama().write(folder.resolve("model.gguf"));
    assertThatThrownBy(() -> load(model, List.of(), 4096))
        .isInstanceOf(EngineException.class)
        .hasMessage("contextSize is 4096, but the model was trained for 512 tokens at most.");
  }

  @Test
  void refusesASplitModelUnderAnotherName() throws Exception {
    Path model = GgufFixture.llama().u32("split.count", 2).write(folder.resolve("model.gguf"));
    assertThatThrownBy(() -> load(model, List.of(), 0))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("the first of 2 files");
  }

  @Test
  void chatsOnlyWithTheModelsOwnTemplate() throws Exception {
    try (EngineSession session = start("fine", OPTIONS)) {
      List<ChatMessage> messages = List.of(new ChatMessage("user", "Hello"));
      assertThatThrownBy(
              () -> session.complete(CompletionRequest.ofMessages(messages, Sampling.greedy())))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("no chat template");
    }
    Path file =
        GgufFixture.llama()
            .text("tokenizer.chat_template", "x")
            .write(folder.resolve("template.gguf"));
    try (EngineSession session = load(file, List.of(), 0)) {
      List<ChatMessage> messages = List.of(new ChatMessage("user", "Hello"));
      assertThat(session.complete(CompletionRequest.ofMessages(messages, Sampling.greedy())).text())
          .contains("\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]");
    }
  }

  @Test
  void namesItself() {
    assertThat(engine(Map.of()).name()).isEqualTo(Engines.names().get(0));
    assertThat(Engines.named("java-llama.cpp", Map.of()).version()).contains("b4916");
    assertThat(Files.exists(folder)).isTrue();
  }
}
