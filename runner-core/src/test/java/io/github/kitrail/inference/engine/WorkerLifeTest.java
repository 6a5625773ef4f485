package io.github.kitrail.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.kherud.llama.LlamaModel;
import io.github.kitrail.inference.gguf.ModelFiles;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    List<Class<?>> needed =
        List.of(
            LoadedModel.class,
            LlamaCppEngine.class,
            LlamaModel.class,
            ObjectMapper.class,
            JsonFactory.class,
            JsonCreator.class);
    String classPath =
        String.join(
            File.pathSeparator, ChildJvm.classPath(needed).stream().map(Path::toString).toList());
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-XX:-UsePerfData",
                "-cp",
                classPath,
                LoadedModel.class.getName(),
                MODEL.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line =
        new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    ProcessHandle worker =
        ProcessHandle.of(Long.parseLong(line.substring("worker=".length()))).orElseThrow();
    assertThat(worker.isAlive()).isTrue();
    assertThat(entries()).hasSize(1);
    if (killed) {
      parent.destroyForcibly();
    } else {
      parent.destroy();
    }
    worker.onExit().get(20, TimeUnit.SECONDS);
    parent.waitFor(20, TimeUnit.SECONDS);
    assertThat(entries()).isEmpty();
  }

  private List<Path> entries() throws Exception {
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
