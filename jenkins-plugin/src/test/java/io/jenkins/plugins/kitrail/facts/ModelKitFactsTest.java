package io.jenkins.plugins.kitrail.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelKitFactsTest {
  private static final String DIGEST =
      "sha256:dfb01cda5235b16d3194d7dade2b04a598055bb5c86099a104f53cbb6fd29556";

  @Test
  void aRunTellsAllOfIt() {
    ModelKitFacts kit = ModelKitFacts.of(Samples.run());

    assertThat(kit.getName()).isEqualTo(Samples.REFERENCE);
    assertThat(kit.getFamily()).isEqualTo("registry.example.com/acme/faq-bot");
    assertThat(kit.getReferences()).containsExactly(Samples.REFERENCE);
    assertThat(kit.getDigest()).isEqualTo(DIGEST);
    assertThat(kit.getFolder()).isEqualTo(Samples.PLACE);
    assertThat(kit.getVerdict()).isEqualTo("PASSED");
    assertThat(kit.isPassed()).isTrue();
    assertThat(kit.getLayers().get(0).getPath()).isEqualTo("model/faq-bot.gguf");
    assertThat(kit.getLayers().get(0).getKind()).isEqualTo("model");
    assertThat(kit.getLayers().get(0).getShownSize()).isEqualTo("246.3 kB");
    assertThat(kit.getEvidence())
        .extracting(EvidenceFacts::getType, EvidenceFacts::getState)
        .contains(
            org.assertj.core.groups.Tuple.tuple("signature", "attached"),
            org.assertj.core.groups.Tuple.tuple("https://slsa.dev/provenance/v1", "attached"));
    assertThat(kit.getTests().getPassed()).isEqualTo(11);
    assertThat(kit.getTests().getTokensPerSecond()).isPositive();
  }

  @Test
  void aLaterStepAddsWhatItFound() {
    ModelKitFacts kit =
        ModelKitFacts.of(Samples.run())
            .with(
                Samples.step("gate", null, "gate", "--policy=policy.yaml", "--", Samples.REFERENCE))
            .with(
                Samples.step(
                    "promote",
                    null,
                    "promote",
                    "--",
                    Samples.REFERENCE,
                    "registry.example.com/prod/faq-bot:1.1"));

    assertThat(kit.getReferences())
        .containsExactly(Samples.REFERENCE, "registry.example.com/prod/faq-bot:1.1");
    assertThat(kit.getRules()).extracting(RuleFacts::isPassed).containsOnly(true);
    assertThat(kit.getEvidence())
        .as("the same piece is there once, as who looked last saw it")
        .extracting(EvidenceFacts::getDigest)
        .doesNotHaveDuplicates();
    assertThat(kit.getEvidence())
        .filteredOn(it -> it.getType().equals("signature"))
        .extracting(EvidenceFacts::getState)
        .containsOnly("verified");
    assertThat(kit.getTests().getPassed()).as("what nobody told anew stays").isEqualTo(11);
    assertThat(kit.getSteps())
        .extracting(StepEnd::getCommand)
        .containsExactly("run", "gate", "promote");
  }

  @Test
  void theDigestSaysWhatAStepIsAbout() {
    ModelKitFacts kit = ModelKitFacts.of(Samples.run());

    assertThat(
            kit.isSubjectOf(
                Samples.step("verify", null, "verify", "--key=k", "--", "other.example.com/b:1")))
        .as("another name, the same digest")
        .isTrue();
    assertThat(kit.isSubjectOf(Samples.gateRefused())).as("another digest").isFalse();
    assertThat(
            kit.isSubjectOf(
                Samples.step("gate-refused", "no", "gate", "--policy=p", "--", Samples.REFERENCE)))
        .as("the tag has moved on")
        .isFalse();
  }

  @Test
  void withoutADigestTheNameOrTheFolderDoes() {
    ModelKitFacts kit = ModelKitFacts.of(Samples.run());

    assertThat(kit.isSubjectOf(Samples.step(null, "no", "verify", "--", Samples.REFERENCE)))
        .isTrue();
    assertThat(kit.isSubjectOf(Samples.step(null, "no", "verify", "--", Samples.of("2"))))
        .isFalse();
    assertThat(kit.isSubjectOf(Samples.step("test-failed", "no", "test", "--", "."))).isTrue();
    assertThat(kit.isSubjectOf(Samples.step("test-failed", "no", "test", "--", "other"))).isFalse();
    StepFacts elsewhere =
        StepFacts.of(List.of("test", "--", "."), "linux-2:/x", Map.of(), null, it -> it);
    assertThat(kit.isSubjectOf(elsewhere)).isFalse();
  }

  @Test
  void aPublishThatFailedUnderAnotherNameIsAboutAnother() {
    ModelKitFacts kit = ModelKitFacts.of(Samples.run());

    assertThat(kit.isSubjectOf(Samples.step(null, "no", "publish", "--tag=other:1", "--")))
        .as("the same folder, which never got that name")
        .isFalse();
    assertThat(kit.isSubjectOf(Samples.step(null, "no", "run", "--tag=" + Samples.REFERENCE, "--")))
        .isTrue();
    assertThat(kit.isSubjectOf(Samples.step(null, "no", "run", "--")))
        .as("no name, but the same folder")
        .isTrue();
  }

  @Test
  void theLastTryOfACommandCounts() {
    ModelKitFacts kit =
        ModelKitFacts.of(Samples.step(null, "The registry is down.", "publish", "--tag=a:1", "--"));
    assertThat(kit.isPassed()).isFalse();
    assertThat(kit.with(Samples.step("publish", null, "publish", "--tag=a:1", "--")).isPassed())
        .isTrue();
  }

  @Test
  void aStepWithoutAResultHasItsSentence() {
    ModelKitFacts kit =
        ModelKitFacts.of(Samples.step(null, "There is no credential x.", "run", "--"));
    assertThat(kit.getName()).isEqualTo(Samples.PLACE);
    assertThat(kit.getSteps().get(0).getFailure()).isEqualTo("There is no credential x.");
    assertThat(kit.getLayers()).isEmpty();
    assertThat(kit.getTests()).isNull();
  }

  @Test
  void aFolderIsOfTheSameFamilyOnEachAgent() {
    for (String place :
        List.of("linux-1:/home/w/faq", "linux-2:/w/faq@2", "windows:C:\\w\\faq@10")) {
      StepFacts step = StepFacts.of(List.of("test", "--", "."), place, Map.of(), null, it -> it);
      assertThat(ModelKitFacts.of(step).getFamily()).isEqualTo("faq");
    }
  }

  @Test
  void theFamilyOfARegistryWithAPortHasItsPort() {
    StepFacts step = Samples.step(null, "no", "verify", "--", "localhost:5000/faq");
    assertThat(ModelKitFacts.of(step).getFamily()).isEqualTo("localhost:5000/faq");
  }
}
