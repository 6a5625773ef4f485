package io.github.kitrail.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.kitrail.inference.gguf.ModelFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What goes wrong with the real engine ends in a sentence, in less than ten seconds, and leaves
 * neither a process nor a file.
 */
@Timeout(120)
abstract class EngineCrashes {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String ANSWER = "We open at 7 in the morning, on Sundays at 8.";

  /** Takes the example's model some hundred tokens to follow. */
  private static final String LONG =
      "{\"type\":\"array\",\"items\":{\"type\":\"boolean\"},\"minItems\":100}";

  private final Set<ProcessHandle> processes = descendants();
  private Set<Path> folders = Set.of();

  @TempDir Path folder;

  /** The engine as its users have it. */
  abstract Engine engine() throws Exception;

  /** The same, in a process that may have so many kilobytes of memory. */
  abstract Engine engineWithin(long kilobytes) throws Exception;

  /** The process that runs the model, among those that were started. */
  abstract boolean runsTheModel(ProcessHandle started);

  @BeforeEach
  void remember() throws Exception {
    folders = folders();
  }

  @AfterEach
  void leavesNothing() throws Exception {
    long end = System.nanoTime() + SOON.toNanos();
    while (System.nanoTime() < end && !(started().isEmpty() && folders.containsAll(folders()))) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(started()).isEmpty();
    assertThat(folders).containsAll(folders());
  }

  private static Set<ProcessHandle> descendants() {
    return ProcessHandle.current().descendants().collect(Collectors.toSet());
  }

  private List<ProcessHandle> started() {
    return descendants().stream().filter(it -> !processes.contains(it)).toList();
  }

  private static Set<Path> folders() throws Exception {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(it -> it.getFileName().toString().startsWith("kitrail-engine-"))
          .collect(Collectors.toSet());
    }
  }

  private EngineSession start(Path model) throws Exception {
    return start(engine(), model, EngineOptions.standard());
  }

  private static EngineSession start(Engine engine, Path model, EngineOptions options)
      throws Exception {
    return engine.start(ModelFiles.find(model, List.of()), options);
  }

  private static CompletionRequest question(Sampling sampling) {
    return CompletionRequest.ofMessages(
        List.of(new ChatMessage("user", "When do you open?")), sampling);
  }

  private static CompletionRequest question(String schema) {
    return question(Sampling.greedy().change().jsonSchema(schema).maxTokens(400).build());
  }

  /** What is thrown, within ten seconds of the given moment. */
  private static void assertReason(Throwable thrown, long since, String reason) {
    assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(SOON);
    assertThat(thrown).isInstanceOf(EngineException.class);
    assertThat(thrown.getMessage()).containsPattern(reason).endsWith(".");
  }

  @ParameterizedTest
  @MethodSource("io.github.kitrail.inference.engine.CorruptModel#all")
  void aCorruptFile(CorruptModel corrupt) throws Exception {
    Path model = corrupt.write(folder);
    long since = System.nanoTime();
    assertReason(
        catchThrowable(() -> start(engine(), model, EngineOptions.standard()).close()),
        since,
        corrupt.reason());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type":                                      | is no(t)? JSON
          {"type": "no such type"}                      | no such type
          {"type": "object", "properties": {"a": 5}}    | 5
          {"$ref": "#/nowhere"}                         | nowhere
          {"type": "string", "pattern": "a"}            | attern .*\\^.* and end with
          [1]                                           | \\[1\\]
          """)
  void aSchemaThatIsNone(String schema, String reason) throws Exception {
    try (EngineSession session = start(CorruptModel.WHOLE)) {
      long since = System.nanoTime();
      assertReason(catchThrowable(() -> session.complete(question(schema))), since, reason);
      assertThat(session.isAlive()).isTrue();
      assertThat(session.complete(question(Sampling.greedy())).text()).isEqualTo(ANSWER);
    }
  }

  @Test
  void aPromptLongerThanTheContext() throws Exception {
    EngineOptions small = new EngineOptions(64, SOON, SOON);
    try (EngineSession session = start(engine(), CorruptModel.WHOLE, small)) {
      for (int words : List.of(63, 100, 300, 5000)) {
        CompletionRequest request =
            CompletionRequest.ofPrompt("bread ".repeat(words), Sampling.greedy());
        long since = System.nanoTime();
        assertReason(
            catchThrowable(() -> session.complete(request)),
            since,
            "the prompt has \\d+ tokens, but the context holds 64, the answer included");
      }
      Completion last = session.complete(question(LONG));
      assertThat(last.finishReason()).isEqualTo(Completion.FinishReason.LENGTH);
      assertThat(last.promptTokens() + last.tokens()).isEqualTo(62);
      assertThat(session.complete(question(Sampling.greedy())).text()).isEqualTo(ANSWER);
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "ulimit -v holds nowhere else")
  void outOfMemory() throws Exception {
    Engine engine = engineWithin(6_000_000);
    start(engine, CorruptModel.WHOLE, EngineOptions.standard()).close();
    Path boundless = CorruptModel.boundless(folder);
    EngineOptions huge = new EngineOptions(30_000_000, SOON, SOON);
    long since = System.nanoTime();
    assertReason(
        catchThrowable(() -> start(engine, boundless, huge).close()),
        since,
        "failed to allocate|insufficient memory");
  }

  @Test
  void killedWhileItAnswers() throws Exception {
    try (EngineSession session = start(CorruptModel.WHOLE)) {
      ProcessHandle runner = runner();
      AtomicLong since = new AtomicLong();
      Throwable thrown =
          catchThrowable(
              () ->
                  session.complete(
                      question(LONG),
                      piece -> {
                        if (since.compareAndSet(0, System.nanoTime())) {
                          runner.destroyForcibly();
                        }
                        return true;
                      }));
      assertReason(thrown, since.get(), "The model does not answer: the (system killed|engine)");
      assertThat(session.isAlive()).isFalse();
      assertThatThrownBy(() -> session.complete(question(LONG)))
          .isInstanceOf(EngineException.class);
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no signal stops a process there")
  void stoppedForEver() throws Exception {
    EngineOptions hurried = new EngineOptions(0, SOON, Duration.ofSeconds(1));
    try (EngineSession session = start(engine(), CorruptModel.WHOLE, hurried)) {
      new ProcessBuilder("kill", "-STOP", String.valueOf(runner().pid())).start().waitFor();
      long since = System.nanoTime();
      Throwable thrown = catchThrowable(() -> session.complete(question(LONG)));
      assertReason(thrown, since, "nothing came within 1.0 s|sent nothing for 1 s");
      assertThat(session.isAlive()).isFalse();
    }
  }

  private ProcessHandle runner() {
    return started().stream().filter(this::runsTheModel).findFirst().orElseThrow();
  }

  /** A script that starts a program in little memory. */
  Path limited(Path program, long kilobytes) throws Exception {
    Path script = folder.resolve("limited");
    Files.writeString(
        script, "#!/bin/sh\nulimit -v " + kilobytes + "\nexec '" + program + "' \"$@\"\n");
    script.toFile().setExecutable(true);
    return script;
  }
}
