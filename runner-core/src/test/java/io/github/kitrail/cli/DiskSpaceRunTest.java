package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.kitrail.fixture.FixtureRegistry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that is too small is told before it fills: by each command that needs it. */
class DiskSpaceRunTest {
  private static final long HUGE = 500_000_000_000_000L;

  /**
   * More than disks have free, and as much as ext4 takes for a file of which nothing is written.
   */
  private static final long SPARSE = 8L << 40;

  @TempDir Path temp;
  private ActionShell github;

  @BeforeEach
  void aRunner() throws Exception {
    github = ActionShell.in(temp).with("RUNNER_ENVIRONMENT", "github-hosted");
  }

  @Test
  void renderTellsItAndWhatToFree() throws Exception {
    Path deploy = temp.resolve("workspace/deploy");
    tells("render", github.input("target", "llama-cpp").input("dir", deploy), "reference");
    assertThat(deploy).doesNotExist();
  }

  @Test
  void promoteTellsItAndWhatToFree() throws Exception {
    Path layout = temp.resolve("layout");
    tells("promote", github.input("destination", "oci:" + layout + ":1"), "source");
  }

  private static void tells(String action, ActionShell step, String input) throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String reference = HandmadeModelKit.putHuge(registry, HUGE);
      ActionShell.Step ran = step.input(input, reference).input("plain-http", "true").run(action);
      assertThat(ran.run().status()).as(ran.run().err()).isEqualTo(5);
      assertThat(ran.commands("error").get(0))
          .contains(" are missing", "The runner's disk is too small", "sudo rm -rf ");
      assertThat(registry.requests()).noneMatch(it -> it.path().contains("0d0d0d"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pull REF --plain-http", "unpack REF -d OUT --plain-http"})
  void aCommandTellsIt(String words) throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String reference = HandmadeModelKit.putHuge(registry, HUGE);
      String[] command =
          words.replace("REF", reference).replace("OUT", temp.resolve("out").toString()).split(" ");
      CommandRun run = CommandRun.in(temp.resolve("home")).run(command);
      assertThat(run.status()).isEqualTo(5);
      assertThat(run.err()).contains("500 TB are needed", "nothing was written.");
      assertThat(registry.requests()).noneMatch(it -> it.path().contains("0d0d0d"));
    }
  }

  /**
   * What a run lays out at its end is looked at before it begins: by then it would be published.
   */
  @Test
  @Timeout(60)
  void aRunLooksAtTheRoomForItsTargetsFirst() throws Exception {
    Path kit = TinyKit.in(github.workspace().resolve("kit"));
    assumeThat(sparse(kit.resolve("model.gguf"))).as("a file of 8 TiB").isTrue();
    Files.writeString(
        kit.resolve("kitrail.yaml"),
        "version: 1\nrender: [{target: kubernetes, to: deploy/k8s}, {target: llama-cpp, to: deploy/l}]\n");
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      ActionShell.Step step =
          github
              .with("RUNNER_ENVIRONMENT", "self-hosted")
              .input("directory", kit)
              .input("tag", registry.host() + "/acme/faq-bot:1")
              .input("key", ActionFailureTest.devKey())
              .input("plain-http", "true")
              .run("run");
      assertThat(step.run().status()).as(step.run().err()).isEqualTo(5);
      assertThat(step.outputs()).containsEntry("failed-stage", "validate");
      assertThat(step.commands("error").get(0))
          .contains("8.8 TB are needed", "nothing was published.", "what old jobs left")
          .doesNotContain("sudo");
      assertThat(registry.requests()).isEmpty();
    }
  }

  /** Whether the file system takes it. */
  private static boolean sparse(Path file) {
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(SPARSE);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
