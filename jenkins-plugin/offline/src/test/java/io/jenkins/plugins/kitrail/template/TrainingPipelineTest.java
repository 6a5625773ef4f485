package io.jenkins.plugins.kitrail.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CT: it trains when there is a reason, and publishes what is better. */
class TrainingPipelineTest {
  private static final List<String> CHANGED = List.of("data/faq.jsonl");
  private static final String[] STEPS = {"modelKitTest", "stash", "modelKitRun", "build"};

  @TempDir Path temp;

  private Build training(List<String> changed, int running, int candidate) throws Exception {
    return training(Scenarios.ct(), changed, running, candidate);
  }

  private Build training(Edited edited, List<String> changed, int running, int candidate)
      throws Exception {
    return Scenarios.training(edited.jenkinsfile(temp), changed, running, candidate);
  }

  @Test
  void nothingNewIsNotTrained() throws Exception {
    Build build = training(List.of(), 3, 3).run();
    assertThat(build.failure()).isNull();
    assertThat(build.order(STEPS)).isEmpty();
    assertThat(build.transcript())
        .contains("Nothing has changed since the running version was made: not trained.")
        .doesNotContain("python3 code/retrain.py");
  }

  @Test
  void driftIsAReason() throws Exception {
    Build build = training(List.of(), 2, 3).parameter("DRIFT", "prices").run();
    assertThat(build.transcript())
        .contains("Training, because of:\n", "drift: prices", "python3 code/retrain.py");
  }

  @Test
  void aBetterVersionIsPublishedAndDeployed() throws Exception {
    Build build = training(CHANGED, 2, 3).run();
    assertThat(build.failure()).isNull();
    assertThat(build.order(STEPS))
        .containsExactly("modelKitTest", "modelKitTest", "stash", "modelKitRun", "build");
    assertThat(build.calls("modelKitTest").get(0).get("modelkit"))
        .as("the version that was looked at, by its digest")
        .isEqualTo("registry.example.com/acme/faq-bot@" + Scenarios.DIGEST);
    assertThat(build.calls("build").get(0).get("parameters"))
        .asString()
        .contains("registry.example.com/acme/faq-bot:candidate@" + Scenarios.DIGEST);
  }

  @Test
  void aVersionThatIsNoBetterIsNotPublished() throws Exception {
    Build equal = training(CHANGED, 3, 3).run();
    assertThat(equal.order(STEPS)).containsExactly("modelKitTest", "modelKitTest");
    assertThat(equal.transcript())
        .contains(
            "The new version passes 3 of 3 tests, the running one 3. It has to pass all of them,"
                + " and more than the running one. Not promoted.");
    Build failing = training(CHANGED, 1, 2).run();
    assertThat(failing.order(STEPS))
        .as("one of three fails")
        .containsExactly("modelKitTest", "modelKitTest");
  }

  @Test
  void asGoodAsBeforeIsEnoughWhenThatIsTheRule() throws Exception {
    Edited edited = Scenarios.ct().with("promoteWhen", "'not-worse'");
    assertThat(training(edited, CHANGED, 3, 3).run().order(STEPS)).contains("modelKitRun");
  }

  @Test
  void anotherRuleSaysSoBeforeAnythingIsTrained() throws Exception {
    Edited wrong = Scenarios.ct().with("promoteWhen", "'best'");
    Build build = training(wrong, CHANGED, 2, 3).run();
    assertThat(build.failure())
        .isEqualTo("The setting promoteWhen is better or not-worse, and not best.");
    assertThat(build.transcript()).doesNotContain("python3 code/retrain.py");
  }

  /** Smoke tests that fail end the step; what they answered is in the report. */
  @Test
  void testsThatFailAreAnAnswer() throws Exception {
    Build build = training(CHANGED, 2, 3).fails("modelKitTest").run();
    assertThat(build.failure()).isNull();
    assertThat(build.order(STEPS)).contains("modelKitRun");
    assertThat(build.transcript()).contains("goes on after: modelKitTest failed");
  }

  @Test
  void testsThatDoNotEndAreNoAnswer() throws Exception {
    Build build = training(CHANGED, 2, 3).fails("modelKitTest").answer("fileExists", false).run();
    assertThat(build.failure())
        .isEqualTo(
            "The tests of the running version did not come to an end, so the two versions cannot be"
                + " compared: see the log before this line.");
    assertThat(build.order(STEPS)).containsExactly("modelKitTest");
  }

  @Test
  void trainingGetsNeitherTheKeyNorAPasswordThatWrites() throws Exception {
    String transcript = training(CHANGED, 2, 3).run().transcript();
    String train =
        transcript.substring(
            transcript.indexOf("stage Train and compare"), transcript.indexOf("stage Publish"));
    assertThat(train)
        .contains("'registry-reader'", "linux-gpu")
        .doesNotContain("'registry'", "signing");
  }

  @Test
  void aVersionThatIsPublishedNowhereElseIsNotDeployed() throws Exception {
    Edited edited = Scenarios.ct().with("deliveryJob", "''");
    assertThat(training(edited, CHANGED, 2, 3).run().calls("build")).isEmpty();
    assertThat(training(CHANGED, 2, 3).fails("modelKitRun").run().calls("build")).isEmpty();
  }
}
