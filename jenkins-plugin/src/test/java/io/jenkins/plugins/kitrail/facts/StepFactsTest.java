package io.jenkins.plugins.kitrail.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kitrail.command.SecretMask;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StepFactsTest {
  @Test
  void whyTestsFailIsOneSentence() {
    assertThat(StepFacts.sentence(Samples.record("test-failed")))
        .isEqualTo("1 of 11 smoke tests failed: a <script>alert(1)</script> price.");
  }

  @Test
  void whatIsWorseThanItWasIsOneSentence() {
    Map<String, Object> baseline =
        Map.of("name", "faq:1", "regressions", List.of("\"a\" is missing here.", "Slower."));
    assertThat(
            StepFacts.sentence(
                Map.of("tests", Map.of("passed", 3, "failed", 0, "baseline", baseline))))
        .isEqualTo(
            "All smoke tests passed, but it is worse than faq:1: \"a\" is missing here. And 1"
                + " more.");
  }

  @Test
  void whyAGateRefusesIsOneSentence() {
    assertThat(StepFacts.sentence(Samples.record("gate-refused")))
        .isEqualTo(
            "The policy does not let it pass, because of its rules signature, slsa-provenance,"
                + " test-result.");
  }

  @Test
  void aResultWithoutFailuresSaysNothing() {
    assertThat(StepFacts.sentence(Samples.record("gate"))).isNull();
    assertThat(StepFacts.sentence(Samples.record("promote"))).isNull();
    assertThat(StepFacts.sentence(null)).isNull();
  }

  @Test
  void aTestedReferenceIsNoFolder() {
    StepFacts step =
        Samples.step("test", null, "test", "--spec=smoke.yaml", "--", Samples.REFERENCE);
    assertThat(step.folder()).isNull();
    assertThat(step.digest()).startsWith("sha256:dfb01cda");
    assertThat(step.references()).contains(Samples.REFERENCE);
  }

  @Test
  void aLogIsToldOfWhichModelKitAStepIsDoneWith() {
    StepFacts step = Samples.step("gate", null, "gate", "--policy=p", "--", Samples.REFERENCE);
    assertThat(step.success())
        .isEqualTo("kitrail gate is done: " + Samples.REFERENCE + ", " + step.digest())
        .contains("sha256:");
    assertThat(Samples.step(null, null, "withModelKit", "--").name()).isEqualTo("withModelKit");
  }

  @Test
  void aPinnedNameOfTheResultAddsNothingToTheUsersOwn() {
    StepFacts step = Samples.step("gate", null, "gate", "--policy=p", "--", Samples.REFERENCE);
    assertThat(step.references()).containsExactly(Samples.REFERENCE);
  }

  @Test
  void onlyWhatMakesAModelKitIsItsOrigin() {
    assertThat(Samples.run().isOrigin()).isTrue();
    assertThat(Samples.gateRefused().isOrigin()).isFalse();
    StepFacts planned = Samples.step("run", null, "run", "--dry-run", "--", ".");
    assertThat(planned.isOrigin()).isFalse();
    assertThat(ModelKitFacts.of(planned).getSteps().get(0).getCommand()).isEqualTo("run --dry-run");
  }

  @Test
  void noSecretGetsToThePage() {
    SecretMask mask = new SecretMask(Set.of("hunter2"));
    StepFacts step =
        StepFacts.of(
            List.of("test", "--", "."),
            Samples.PLACE,
            Map.of(
                "tests",
                Map.of(
                    "failed",
                    1,
                    "cases",
                    List.of(Map.of("name", "a hunter2", "failure", "hunter2")))),
            "told hunter2",
            mask::masked);

    ModelKitFacts kit = ModelKitFacts.of(step);
    assertThat(kit.getTests().getCases().get(0).getName()).isEqualTo("a ****");
    assertThat(kit.getTests().getCases().get(0).getFailure()).isEqualTo("****");
    assertThat(kit.getSteps().get(0).getFailure()).isEqualTo("told ****");
  }

  @Test
  void aRecordOfAnotherToolIsNoReasonToFail() {
    StepFacts step =
        StepFacts.of(
            List.of("run", "--"),
            Samples.PLACE,
            Map.of("layers", "many", "tests", List.of(), "digest", 7, "rules", List.of("a")),
            null,
            it -> it);
    ModelKitFacts kit = ModelKitFacts.of(step);
    assertThat(kit.getLayers()).isEmpty();
    assertThat(kit.getRules()).isEmpty();
    assertThat(kit.getDigest()).isNull();
    assertThat(kit.getTests()).isNull();
  }

  @Test
  void foldersAreThoseOfTheAgent() {
    assertThat(FolderName.absolute("a:/w", ".")).isEqualTo("a:/w");
    assertThat(FolderName.absolute("a:/w", "kit")).isEqualTo("a:/w/kit");
    assertThat(FolderName.absolute("a:/w", "/kit")).isEqualTo("a:/kit");
    assertThat(FolderName.absolute("a:C:\\w", "D:\\kit")).isEqualTo("a:D:\\kit");
    assertThat(FolderName.relative("/w", "/w")).isEmpty();
    assertThat(FolderName.relative("/w", "/w/a/b")).isEqualTo("a/b");
    assertThat(FolderName.relative("C:\\w", "C:\\w\\a\\b")).isEqualTo("a/b");
    assertThat(FolderName.relative("/w", "/wide")).isEmpty();
    assertThat(FolderName.relative(null, "/w")).isEmpty();
  }
}
