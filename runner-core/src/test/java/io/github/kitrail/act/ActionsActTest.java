package io.github.kitrail.act;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every action that runs in the container, in one job of a workflow, each with a key. */
@Tag("peer")
@ExtendWith(WithLocalGitHub.class)
class ActionsActTest {
  private static CosignKey key;
  private static ActLog log;

  @BeforeAll
  static void runsTheWorkflow(LocalGitHub github) throws Exception {
    key = CosignKey.generate(github.newFolder("key"));
    ModelRepository repository = ModelRepository.in(github.newFolder("repository"));
    repository.workflow("actions.yml").commit();
    log =
        key.in(new WorkflowRun(github, repository, "actions.yml"))
            .variable("ROBOT_PASSWORD", LocalGitHub.ROBOT_PASSWORD)
            .run();
  }

  @Test
  void allOfThemSucceed() {
    assertThat(log.job("model")).as(log.text()).isEqualTo("success");
    assertThat(log.annotations("error")).isEmpty();
    assertThat(log.annotations("warning")).isEmpty();
  }

  /** Those that run on the runner itself are in {@link SetupActTest}. */
  @Test
  void noActionIsLeftOut() throws Exception {
    String used = ModelRepository.resource("actions.yml") + ModelRepository.resource("setup.yml");
    try (Stream<Path> files = Files.walk(Path.of("../action"))) {
      List<Path> actions = files.filter(it -> it.endsWith("action.yml")).toList();
      assertThat(actions).hasSizeGreaterThan(8);
      for (Path action : actions) {
        String folder = Path.of("..").relativize(action.getParent()).toString();
        assertThat(used).contains("uses: kitrail/kitrail/" + folder + "@");
      }
    }
  }

  @Test
  void theRunTellsWhatItBuilt() throws Exception {
    Map<String, String> run = log.outputs("run");
    assertThat(run)
        .containsEntry("reference", "ghcr.io/acme/faq-bot:1.0.0")
        .containsEntry("tests-passed", "11")
        .containsEntry("tests-failed", "0")
        .containsEntry("verdict", "PASSED")
        .containsEntry("report", "tests.xml")
        .containsEntry("bundle-path", "evidence")
        .containsEntry("deploy-dir", "deploy/llama-cpp\ndeploy/ollama\ndeploy/kubernetes")
        .doesNotContainKey("failed-stage");
    assertThat(metadata("run").path("digest").asText())
        .matches("sha256:[0-9a-f]{64}")
        .isEqualTo(run.get("digest"));
    assertThat(log.summary("run"))
        .contains("### ✅ kitrail run", run.get("digest"), "| validate | ✅ passed |")
        .contains("11 smoke tests passed, 0 failed", "https://slsa.dev/provenance/v1")
        .contains("Gate: **PASSED**");
    assertThat(log.text())
        .contains("::group::validate", "::group::test", "::group::sign", "::group::tag");
    assertThat(log.built()).contains("oci://ghcr.io/acme/faq-bot@" + run.get("digest") + "\n");
    assertThat(log.outputs("left")).containsEntry("suites", "1").containsEntry("layout", "1.0.0");
  }

  @Test
  void theNextStepsFindIt() throws Exception {
    String digest = log.outputs("run").get("digest");
    assertThat(log.outputs("verify")).containsEntry("digest", digest);
    assertThat(log.summary("verify")).contains("https://in-toto.io/attestation/test-result/v0.1");
    assertThat(log.outputs("gate"))
        .containsEntry("digest", digest)
        .containsEntry("verdict", "PASSED")
        .containsEntry("report", "gate.json")
        .containsEntry("bundle-path", "vsa.json");
    assertThat(log.summary("gate")).contains("**PASSED** by", "policy.yaml sha256:");
    assertThat(log.outputs("left"))
        .containsEntry("verdict", "PASSED")
        .containsEntry("envelope", "application/vnd.in-toto+json");
    assertThat(log.outputs("promote"))
        .containsEntry("reference", "ghcr.io/acme/faq-bot:production")
        .containsEntry("digest", digest);
    assertThat(log.summary("promote")).contains("signatures and attestations went along");
    assertThat(log.outputs("render")).containsEntry("deploy-dir", "deploy/production");
    assertThat(log.outputs("left").get("manifests")).contains("deployment.yaml");
    assertThat(log.outputs("test"))
        .containsEntry("tests-passed", "11")
        .containsEntry("report", "tests.json");
    assertThat(log.outputs("left")).containsEntry("failed", "0");
    assertThat(log.summary("test")).contains("nuts, where", "✅ passed");
    assertThat(log.outputs("merge")).containsEntry("tests-passed", "11");
    assertThat(log.summary("merge"))
        .contains("✅ Nothing is worse than <code>ghcr.io/acme/faq-bot:production</code>");
    assertThat(log.outputs("chain")).containsEntry("outdated", "false").doesNotContainKey("base");
    assertThat(log.outputs("pull")).containsEntry("directory", "pulled");
    assertThat(log.outputs("left")).containsEntry("pulled", "same");
    assertThat(metadata("publish").path("layers")).isEqualTo(metadata("run").path("layers"));
    assertThat(log.summary("publish")).as("it is not wanted").isEmpty();
  }

  private static JsonNode metadata(String step) throws Exception {
    return new ObjectMapper().readTree(log.outputs(step).get("metadata"));
  }

  @Test
  void noFileIsLeftToRoot() {
    assertThat(log.outputs("left").get("others")).as(log.text()).isEqualTo("0");
  }

  /**
   * The password is none of the secrets that act itself hides, and of a key act hides the whole.
   */
  @Test
  void whatIsSecretStaysSo() {
    assertThat(log.step("loud")).isEqualTo("success");
    assertThat(log.text())
        .contains("the robot's password is ***")
        .doesNotContain(LocalGitHub.ROBOT_PASSWORD)
        .doesNotContain(key.secret().lines().toList().get(1))
        .doesNotContain(LocalGitHub.TOKEN);
  }
}
