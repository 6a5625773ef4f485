package io.github.kitrail.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GitLabTest {
  private static final Map<String, String> JOB =
      Map.ofEntries(
          Map.entry("GITLAB_CI", "true"),
          Map.entry("CI", "true"),
          Map.entry("CI_PROJECT_URL", "https://gitlab.com/acme/faq"),
          Map.entry("CI_REPOSITORY_URL", "https://gitlab-ci-token:glcbt-1@gitlab.com/acme/faq.git"),
          Map.entry("CI_COMMIT_SHA", "0123456789012345678901234567890123456789"),
          Map.entry("CI_COMMIT_REF_NAME", "main"),
          Map.entry("CI_JOB_NAME", "publish"),
          Map.entry("CI_JOB_ID", "99"),
          Map.entry("CI_JOB_URL", "https://gitlab.com/acme/faq/-/jobs/99"),
          Map.entry("CI_PIPELINE_SOURCE", "push"),
          Map.entry("CI_RUNNER_ID", "12"),
          Map.entry("CI_RUNNER_DESCRIPTION", "saas-linux-small"),
          Map.entry("CI_RUNNER_EXECUTABLE_ARCH", "linux/amd64"));

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @Test
  void factsAreThoseOfGitLabsOwnProvenance() {
    BuildFacts facts = environment(Map.of()).facts(Path.of("."));
    assertThat(facts.buildType())
        .isEqualTo("https://docs.gitlab.com/ci/pipeline_security/slsa/provenance_v1");
    assertThat(facts.builderId()).isEqualTo("https://gitlab.com/acme/faq/-/runners/12");
    assertThat(facts.externalParameters())
        .isEqualTo(Map.of("source", "https://gitlab.com/acme/faq", "entryPoint", "publish"));
    assertThat(facts.internalParameters())
        .isEqualTo(Map.of("name", "saas-linux-small", "architecture", "linux/amd64", "job", "99"));
    assertThat(facts.invocationId()).isEqualTo("https://gitlab.com/acme/faq/-/jobs/99");
    assertThat(facts.source().uri()).isEqualTo("git+https://gitlab.com/acme/faq@refs/heads/main");
    assertThat(facts.event()).isEqualTo("push");
    assertThat(facts.toString()).doesNotContain("glcbt-1");
  }

  @Test
  void aJobThatKnowsNeitherProjectNorRunnerStillHasABuilder() {
    assertThat(environment(Map.of("CI_RUNNER_ID", "")).facts(Path.of(".")).builderId())
        .isEqualTo("https://gitlab.com/acme/faq");
    assertThat(environment(Map.of("CI_PROJECT_URL", "")).facts(Path.of(".")).builderId())
        .isEqualTo("https://kitrail.github.io/builders/gitlab/v1");
  }

  @Test
  void aTagPipelineHasATag() {
    BuildFacts facts =
        environment(Map.of("CI_COMMIT_TAG", "v1", "CI_COMMIT_REF_NAME", "v1")).facts(Path.of("."));
    assertThat(facts.source().tag()).isEqualTo("v1");
    assertThat(facts.source().ref()).isEqualTo("refs/tags/v1");
  }

  @Test
  void groupsAreSections() {
    environment(Map.of()).group("Smoke test\nsection_end:1:x").close();
    assertThat(log.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "\u001b[0Ksection_start:1700000000:kitrail_Smoke_test_section_end_1_x\r\u001b[0K"
                + "Smoke test section_end:1:x"
                + System.lineSeparator()
                + "\u001b[0Ksection_end:1700000000:kitrail_Smoke_test_section_end_1_x\r\u001b[0K"
                + System.lineSeparator());
  }

  private Environment environment(Map<String, String> more) {
    Map<String, String> env = new HashMap<>(JOB);
    env.putAll(more);
    PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8);
    Clock clock = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);
    return Environments.detect(env, out, clock, new Random(1));
  }
}
