package io.github.kitrail.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.inference.gguf.ModelFiles;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing of the real worker may outlive its parent, and nothing of the parent hang on it. */
@Timeout(60)
class WorkerLifeTest {
  private static final Path MODEL =
      Path.of("../examples/faq-bot/model/faq-bot.gguf").toAbsolutePath();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void endsWithItsParentHoweverThatEnds(boolean killed) throws Exception {
    assertEndsWithItsParent(LlamaCppEngine.NAME, Map.of(), killed, folder);
  }

  /**
   * @param killed whether the parent is not even asked to end
   * @param folder for the parent's temporary files
   */
  static void assertEndsWithItsParent(
      String engine, Map<String, String> variables, boolean killed, Path folder) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-XX:-UsePerfData",
                "-cp",
                // Surefire starts its own JVM with a jar that only names the class path.
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                LoadedModel.class.getName(),
                MODEL.toString(),
                engine)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(variables);
    Process parent = builder.start();
    String line =
        new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    ProcessHandle worker =
        ProcessHandle.of(Long.parseLong(line.substring("worker=".length()))).orElseThrow();
    assertThat(worker.isAlive()).isTrue();
    assertThat(entries(folder)).hasSize(1);
    if (killed) {
      parent.destroyForcibly();
    } else {
      parent.destroy();
    }
    worker.onExit().get(20, TimeUnit.SECONDS);
    parent.waitFor(20, TimeUnit.SECONDS);
    for (int i = 0; i < 200 && !entries(folder).isEmpty(); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(entries(folder)).isEmpty();
  }

  private static List<Path> entries(Path folder) throws Exception {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no signal is told from another end there")
  void saysThatItWasKilled() throws Exception {
    List<ProcessHandle> before = ProcessHandle.current().children().toList();
    try (EngineSession session =
        new LlamaCppEngine(System.getenv())
            .start(ModelFiles.find(MODEL, List.of()), EngineOptions.standard())) {
      ProcessHandle.current()
          .children()
          .filter(child -> !before.contains(child))
          .forEach(ProcessHandle::destroyForcibly);
      assertThatThrownBy(
              () -> session.complete(CompletionRequest.ofPrompt("Hello", Sampling.greedy())))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("the system killed the engine");
      assertThat(session.isAlive()).isFalse();
    }
  }
}
