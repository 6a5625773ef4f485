package io.github.kitrail.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.Peers;
import io.github.kitrail.inference.gguf.ModelFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a real llama-server begins, and that it never outlives us. */
@Tag("peer")
@Timeout(60)
class LlamaServerLifePeerTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void endsWithUsHoweverWeEnd(boolean killed) throws Exception {
    String program = Peers.program("llama-server").toString();
    WorkerLifeTest.assertEndsWithItsParent(
        LlamaServerEngine.NAME, Map.of(LlamaServerEngine.PROGRAM, program), killed, folder);
  }

  /** Another one takes the port in the moment between our choice and its start. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the other one is started by a shell script")
  void startsAnewWhenItsPortIsTaken() throws Exception {
    Path program = Peers.program("llama-server");
    Path taken = folder.resolve("taken");
    Path script = folder.resolve("llama-server");
    Files.writeString(
        script,
        """
        #!/bin/sh
        if [ ! -e 'TAKEN' ]; then
          : >'TAKEN'
          model=$2
          while [ "$1" != --port ]; do shift; done
          'PROGRAM' --model "$model" --host 127.0.0.1 --port "$2" --api-key other >/dev/null 2>&1 &
          echo $! >'TAKEN'
          sleep 2
          exec 'PROGRAM' --model "$model" --host 127.0.0.1 --port "$2"
        fi
        exec 'PROGRAM' "$@"
        """
            .replace("TAKEN", taken.toString())
            .replace("PROGRAM", program.toString()));
    assertThat(script.toFile().setExecutable(true)).isTrue();
    try (EngineSession session =
        new LlamaServerEngine(Map.of(LlamaServerEngine.PROGRAM, script.toString()))
            .start(ModelFiles.find(CorruptModel.WHOLE, List.of()), EngineOptions.standard())) {
      Completion answer =
          session.complete(
              CompletionRequest.ofMessages(
                  List.of(new ChatMessage("user", "When do you open?")), Sampling.greedy()));
      assertThat(answer.text()).isEqualTo("We open at 7 in the morning, on Sundays at 8.");
    } finally {
      ProcessHandle.of(Long.parseLong(Files.readString(taken).strip()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }
}
