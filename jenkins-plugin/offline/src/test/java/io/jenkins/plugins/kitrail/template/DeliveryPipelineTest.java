package io.jenkins.plugins.kitrail.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CD: nothing is deployed that was not verified, gated and approved, in this order. */
class DeliveryPipelineTest {
  private static final String[] STEPS = {
    "modelKitVerify",
    "modelKitGate",
    "input",
    "modelKitPromote",
    "modelKitRender",
    "archiveArtifacts",
    "sh"
  };

  @TempDir Path temp;

  private Build build() throws Exception {
    return build(Scenarios.cd());
  }

  private Build build(Edited edited) throws Exception {
    return Scenarios.delivery(edited.jenkinsfile(temp));
  }

  @Test
  void theApprovalIsAskedForBeforeAnythingMoves() throws Exception {
    assertThat(build().run().order(STEPS))
        .containsExactly(
            "modelKitVerify",
            "modelKitGate",
            "input",
            "modelKitPromote",
            "modelKitRender",
            "archiveArtifacts");
    assertThat(build(Scenarios.cd().with("deliver", "'commit'")).run().order(STEPS))
        .containsExactly(
            "modelKitVerify", "modelKitGate", "input", "modelKitPromote", "modelKitRender", "sh");
  }

  @Test
  void fromTheVerificationOnItIsOneDigest() throws Exception {
    Build build = build().run();
    String verified = "registry.example.com/acme/faq-bot@" + Scenarios.DIGEST;
    assertThat(build.calls("modelKitGate").get(0).get("reference")).isEqualTo(verified);
    assertThat(build.calls("modelKitPromote").get(0).get("source")).isEqualTo(verified);
    assertThat(build.calls("input").get(0).get("message")).asString().contains(verified);
    assertThat(build.calls("modelKitRender").get(0).get("reference"))
        .isEqualTo(Scenarios.RUNNING + "@" + Scenarios.DIGEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"modelKitVerify", "modelKitGate", "input"})
  void aRefusalIsTheEnd(String step) throws Exception {
    Build build = build().fails(step).run();
    assertThat(build.failure()).isEqualTo(step + " failed");
    assertThat(build.order(STEPS))
        .endsWith(step)
        .doesNotContain("modelKitPromote", "modelKitRender");
  }

  @Test
  void whoMayApproveIsAsked() throws Exception {
    assertThat(build().run().calls("input").get(0).get("submitter")).isEqualTo("ops");
  }

  @Test
  void anEnvironmentWithoutApprovalAsksNobody() throws Exception {
    assertThat(build(Scenarios.cd().with("approval", "false")).run().order(STEPS))
        .containsExactly(
            "modelKitVerify",
            "modelKitGate",
            "modelKitPromote",
            "modelKitRender",
            "archiveArtifacts");
  }

  @Test
  void withoutAPlaceToPromoteToItStaysWhereItIs() throws Exception {
    Build build = build(Scenarios.cd().with("promoteTo", "''")).run();
    assertThat(build.calls("modelKitPromote")).isEmpty();
    assertThat(build.calls("modelKitRender").get(0).get("reference"))
        .isEqualTo("registry.example.com/acme/faq-bot@" + Scenarios.DIGEST);
  }

  @Test
  void aBuildWithoutAReferenceSaysSo() throws Exception {
    Build build = build().parameter("REFERENCE", "").run();
    assertThat(build.failure())
        .isEqualTo("The parameter REFERENCE says which ModelKit is deployed: give one.");
    assertThat(build.order(STEPS)).isEmpty();
  }

  @Test
  void anotherWayToDeliverSaysSo() throws Exception {
    Build build = build(Scenarios.cd().with("deliver", "'email'")).run();
    assertThat(build.failure())
        .isEqualTo("The setting deliver is artifact or commit, and not email.");
    assertThat(build.order(STEPS)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "/etc", "deploy/../..", "deploy/.git/hooks"})
  void aFolderOutsideOfTheRepositorySaysSo(String path) throws Exception {
    Build build = build(Scenarios.cd().with("gitopsPath", "'" + path + "'")).run();
    assertThat(build.failure())
        .isEqualTo(
            "The setting gitopsPath is a folder of the repository, such as deploy/production, and"
                + " not "
                + path
                + ".");
    assertThat(build.order(STEPS)).isEmpty();
  }
}
