package io.jenkins.plugins.kitrail.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each stage and each step of the pipelines with its arguments; {@code -Dkitrail.update=true}
 * writes the transcripts anew. The library does the same as the Jenkinsfiles.
 */
class TranscriptTest {
  private static final Path KEPT = Path.of("src/test/transcripts");

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ci-pull-request",
        "ci-main",
        "ci-shards",
        "cd-artifact",
        "cd-commit",
        "ct-unchanged",
        "ct-better",
        "ct-worse"
      })
  void eachStepIsCalledAsItWasReviewed(String name) throws Exception {
    Build build = Scenarios.named(name, temp, false).run();
    Path kept = KEPT.resolve(name + ".txt");
    if (Boolean.getBoolean("kitrail.update")) {
      Files.createDirectories(KEPT);
      Files.writeString(kept, build.transcript());
    }
    assertThat(build.failure()).isNull();
    assertThat(kept)
        .as("-Dtest=TranscriptTest -Dkitrail.update=true writes it")
        .content()
        .isEqualTo(build.transcript());
    assertThat(Scenarios.named(name, temp, true).run().transcript()).isEqualTo(build.transcript());
  }
}
