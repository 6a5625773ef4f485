package io.github.kitrail.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.Peers;
import io.github.kitrail.inference.engine.Completion.FinishReason;
import io.github.kitrail.inference.gguf.GgufFixture;
import io.github.kitrail.inference.gguf.ModelFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example's model in a real llama-server. */
@Tag("peer")
@Timeout(120)
class LlamaServerPeerTest {
  private static final Path MODEL = Path.of("../examples/faq-bot/model/faq-bot.gguf");
  private static final String ANSWER = "We open at 7 in the morning, on Sundays at 8.";

  @TempDir Path folder;

  private static Map<String, String> environment;
  private static EngineSession session;

  @BeforeAll
  static void load() throws Exception {
    environment = new HashMap<>(System.getenv());
    environment.put(LlamaServerEngine.PROGRAM, Peers.program("llama-server").toString());
    session = start(MODEL);
  }

  @AfterAll
  static void end() {
    if (session != null) {
      session.close();
    }
  }

  private static EngineSession start(Path model) throws Exception {
    return new LlamaServerEngine(environment)
        .start(ModelFiles.find(model, List.of()), EngineOptions.standard());
  }

  private static CompletionRequest question(Sampling sampling) {
    return CompletionRequest.ofMessages(
        List.of(new ChatMessage("user", "When do you open?")), sampling);
  }

  /** The server processes that this one has started, each below its keeper. */
  private static List<ProcessHandle> servers() {
    return ProcessHandle.current()
        .descendants()
        .filter(it -> it.info().command().orElse("").endsWith("llama-server"))
        .toList();
  }

  @Test
  void answersWordForWordLikeTheOtherEngine() throws Exception {
    List<String> pieces = new ArrayList<>();
    Completion answer = session.complete(question(Sampling.greedy()), pieces::add);
    assertThat(answer.text()).isEqualTo(ANSWER);
    assertThat(String.join("", pieces)).isEqualTo(ANSWER);
    assertThat(pieces).hasSizeGreaterThan(5);
    assertThat(answer.promptTokens()).isEqualTo(14);
    assertThat(answer.tokens()).isEqualTo(16);
    assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(answer.firstToken()).isPositive().isLessThan(answer.total());
    assertThat(session.complete(question(Sampling.greedy().withMaxTokens(3))).finishReason())
        .isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void endsAtAStopTextAndWhenNobodyWantsMore() throws Exception {
    Sampling stop = Sampling.greedy().change().stop(List.of("morning, on")).build();
    assertThat(session.complete(question(stop)).text()).isEqualTo("We open at 7 in the ");
    List<String> pieces = new ArrayList<>();
    Completion answer =
        session.complete(
            question(Sampling.greedy()),
            piece -> {
              pieces.add(piece);
              return pieces.size() < 3;
            });
    assertThat(pieces.subList(0, 3)).doesNotContain("");
    assertThat(ANSWER).startsWith(answer.text()).isNotEqualTo(answer.text());
    assertThat(answer.promptTokens()).isEqualTo(14);
    assertThat(session.complete(question(Sampling.greedy())).text()).isEqualTo(ANSWER);
  }

  @Test
  void isHeldToAJsonSchemaAndRefusesWhatIsNone() throws Exception {
    String schema =
        "{\"type\":\"object\",\"properties\":{\"open\":{\"type\":\"boolean\"}},\"required\":[\"open\"],"
            + "\"additionalProperties\":false}";
    Sampling sampling = Sampling.greedy().change().jsonSchema(schema).build();
    assertThat(session.complete(question(sampling)).text())
        .matches("\\{\\s*\"open\"\\s*:\\s*(true|false)\\s*}\\s*");
    Sampling bad = Sampling.greedy().change().jsonSchema("{\"type\":\"no such type\"}").build();
    assertThatThrownBy(() -> session.complete(question(bad)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("no such type");
    assertThat(session.isAlive()).isTrue();
  }

  @Test
  void refusesAPromptThatIsLongerThanTheContext() throws Exception {
    CompletionRequest request =
        CompletionRequest.ofPrompt("When do you open? ".repeat(200), Sampling.greedy());
    assertThatThrownBy(() -> session.complete(request))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("but the context holds 512, the answer included");
    assertThat(session.complete(question(Sampling.greedy())).text()).isEqualTo(ANSWER);
  }

  @Test
  void isLessSurprisedByWhatItLearned() throws Exception {
    String chat = "<|im_start|>user\nWhen do you open?<|im_end|>\n<|im_start|>assistant\n";
    double learned = session.perplexity(chat + ANSWER);
    double never = session.perplexity(chat + "Purple elephants vote on the moon at noon.");
    assertThat(learned).isGreaterThanOrEqualTo(1);
    assertThat(never).isGreaterThan(learned * 3);
  }

  @Test
  void findsLikeTextsAlike() throws Exception {
    double[] open = session.embed("When do you open?");
    double[] same = session.embed("When do you open?");
    double[] other = session.embed("Do you sell walnut bread to dogs?");
    assertThat(product(open, same)).isBetween(0.999, 1.001);
    assertThat(product(open, other)).isLessThan(0.99);
  }

  private static double product(double[] one, double[] other) {
    double product = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
    }
    return product;
  }

  @Test
  void tellsItsVersionMemoryAndContext() {
    assertThat(new LlamaServerEngine(environment).version())
        .startsWith("llama-server ")
        .contains("commit");
    assertThat(session.peakMemory()).isGreaterThan(10_000_000);
    assertThat(session.contextSize()).isEqualTo(512);
  }

  @Test
  void aDeathIsAReasonAndLeavesNothing() throws Exception {
    List<ProcessHandle> before = servers();
    try (EngineSession own = start(MODEL)) {
      List<ProcessHandle> started = servers().stream().filter(it -> !before.contains(it)).toList();
      assertThat(started).hasSize(1);
      started.get(0).destroyForcibly();
      assertThatThrownBy(() -> own.complete(question(Sampling.greedy())))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("memory ran out");
      assertThat(own.isAlive()).isFalse();
    }
    assertThat(servers()).hasSameSizeAs(before);
  }

  @Test
  void theServerEndsWhenItsKeeperIsKilled() throws Exception {
    List<ProcessHandle> before = servers();
    EngineSession own = start(MODEL);
    ProcessHandle server =
        servers().stream().filter(it -> !before.contains(it)).findFirst().orElseThrow();
    server.parent().orElseThrow().destroyForcibly();
    assertThatThrownBy(
            () -> {
              while (true) {
                own.complete(question(Sampling.greedy()));
                Thread.sleep(50);
                if (!own.isAlive()) {
                  throw new EngineException("dead");
                }
              }
            })
        .isInstanceOf(EngineException.class);
    own.close();
    server.onExit().get(20, TimeUnit.SECONDS);
  }

  @Test
  void itsKeyIsNotOnTheCommandLine() throws Exception {
    String[] arguments = servers().get(0).info().arguments().orElseThrow();
    assertThat(arguments).contains("--api-key-file").doesNotContain("--api-key");
    Path key = Path.of(arguments[List.of(arguments).indexOf("--api-key-file") + 1]);
    assertThat(String.join(" ", arguments)).doesNotContain(Files.readString(key).strip());
    assertThat(Files.getPosixFilePermissions(key.getParent())).hasSize(3);
  }

  @Test
  void saysThatItIsNotThere() throws Exception {
    LlamaServerEngine none =
        new LlamaServerEngine(Map.of(LlamaServerEngine.PROGRAM, folder.resolve("none").toString()));
    assertThat(none.version()).isEqualTo("llama-server (not found)");
    assertThatThrownBy(
            () -> none.start(ModelFiles.find(MODEL, List.of()), EngineOptions.standard()))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("KITRAIL_LLAMA_SERVER")
        .hasMessageContaining("No such file");
  }

  @Test
  void saysThatAModelIsOfNoArchitectureItKnows() throws Exception {
    Path file =
        new GgufFixture()
            .text("general.architecture", "no-such-architecture")
            .tensor("token_embd.weight", 1, 0, 4, 8)
            .data(64)
            .write(folder.resolve("m.gguf"));
    assertThatThrownBy(() -> start(file))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("no-such-architecture");
  }

  @Test
  void aModelThatIsCutShortOrGarbledDoesNotLoad() throws Exception {
    byte[] bytes = Files.readAllBytes(MODEL);
    Path cut = Files.write(folder.resolve("cut.gguf"), Arrays.copyOf(bytes, 200_000));
    assertThatThrownBy(() -> start(cut)).isInstanceOf(EngineException.class);
    Arrays.fill(bytes, bytes.length - 100_000, bytes.length, (byte) 0xff);
    Path garbled = Files.write(folder.resolve("garbled.gguf"), bytes);
    assertThatThrownBy(() -> start(garbled))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("invalid data");
  }

  @Test
  void leavesNoFolder() throws Exception {
    Path system = Path.of(System.getProperty("java.io.tmpdir"));
    List<Path> before = folders(system);
    start(MODEL).close();
    assertThat(folders(system)).isEqualTo(before);
  }

  private static List<Path> folders(Path place) throws Exception {
    try (Stream<Path> all = Files.list(place)) {
      return all.filter(it -> it.getFileName().toString().startsWith("kitrail-engine-"))
          .sorted()
          .toList();
    }
  }
}
