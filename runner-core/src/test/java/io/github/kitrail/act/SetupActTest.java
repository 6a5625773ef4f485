package io.github.kitrail.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.Version;
import io.github.kitrail.modelkit.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The command that a step installs on the runner is the one that has the digest. */
@Tag("peer")
@ExtendWith(WithLocalGitHub.class)
class SetupActTest {
  private static ActLog log;
  private static String digest;

  @BeforeAll
  static void runsTheWorkflow(LocalGitHub github) throws Exception {
    Path jar = KitrailImage.jar(github.folder());
    digest = Digest.of(Files.readAllBytes(jar)).toString();
    ModelRepository repository = ModelRepository.in(github.newFolder("repository"));
    repository.workflow("setup.yml").commit();
    log =
        new WorkflowRun(github, repository, "setup.yml")
            .var("DIGEST", digest)
            .var("JAR", jar.toUri().toString())
            .variable("JAVA_HOME", System.getProperty("java.home"))
            .run();
  }

  @Test
  void laterStepsHaveTheCommand() {
    assertThat(log.job("command")).as(log.text()).isEqualTo("success");
    assertThat(log.outputs("use")).containsEntry("version", "kitrail " + Version.current());
    assertThat(log.outputs("use").get("digest")).matches("sha256:[0-9a-f]{64}");
  }

  @Test
  void anotherJarIsNotInstalled() {
    assertThat(log.job("stranger")).as(log.text()).isEqualTo("failure");
    assertThat(log.annotations("error")).hasSize(1);
    assertThat(log.annotations("error").get(0).message())
        .contains("has the digest " + digest, "Nothing was installed.");
    assertThat(log.step("after")).isEmpty();
  }
}
