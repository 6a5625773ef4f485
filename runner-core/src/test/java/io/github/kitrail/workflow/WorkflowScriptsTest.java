package io.github.kitrail.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the workflows decide in scripts of their own. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the jobs run on Linux")
class WorkflowScriptsTest {
  @TempDir Path temp;

  private WorkflowScript.Ended run(
      String workflow, String job, String step, Map<String, String> given) throws Exception {
    return WorkflowScript.of(workflow, job, step, temp).run(given);
  }

  @ParameterizedTest
  @CsvSource({
    "9, 10, 0, better, true, It goes on",
    "10, 10, 0, better, false, more than the running one. Not promoted",
    "10, 10, 0, not-worse, true, It goes on",
    "11, 10, 0, not-worse, false, as many as the running one. Not promoted",
    "5, 9, 1, better, false, has to pass all of them"
  })
  void theBetterVersionGoesOn(
      String running, String passed, String failed, String when, String better, String told)
      throws Exception {
    WorkflowScript.Ended ended = compare(running, passed, failed, when);
    assertThat(ended.status()).as(ended.text()).isZero();
    assertThat(ended.outputs()).containsEntry("better", better);
    assertThat(ended.summary()).contains(told, "the running one " + running);
  }

  private WorkflowScript.Ended compare(String running, String passed, String failed, String when)
      throws Exception {
    return run(
        "modelkit-ct",
        "train",
        "Compare them",
        Map.of("RUNNING", running, "CANDIDATE", passed, "FAILED", failed, "WHEN", when));
  }

  @Test
  void withoutAnAnswerNothingIsBetter() throws Exception {
    for (WorkflowScript.Ended ended :
        new WorkflowScript.Ended[] {
          compare("", "10", "0", "better"),
          compare("9", "", "", "better"),
          compare("9", "10", "0", "always")
        }) {
      assertThat(ended.status()).isNotZero();
      assertThat(ended.text()).contains("::error::");
      assertThat(ended.outputs()).isEmpty();
    }
  }

  @Test
  void aReasonStartsTheTraining() throws Exception {
    WorkflowScript.Ended none = decide("", "");
    assertThat(none.outputs()).containsEntry("train", "false").containsEntry("changed", "");
    assertThat(none.summary()).contains("Nothing has changed");
    WorkflowScript.Ended both = decide("base a:1\ndataset d", "prices\n::error::forged");
    assertThat(both.outputs())
        .containsEntry("train", "true")
        .containsEntry("changed", "base a:1\ndataset d\ndrift: prices ::error::forged");
    assertThat(both.summary()).contains("\n    dataset d\n    drift: prices");
    assertThat(both.text()).doesNotContain("\n::error");
  }

  private WorkflowScript.Ended decide(String changed, String drift) throws Exception {
    WorkflowScript.Ended ended =
        run(
            "modelkit-ct",
            "look",
            "Decide whether to train",
            Map.of("CHANGED", changed, "DRIFT", drift));
    assertThat(ended.status()).as(ended.text()).isZero();
    return ended;
  }

  @Test
  void onlyWhatWasTrainedIsTakenOver() throws Exception {
    Path trained = Files.createDirectories(temp.resolve("train/kit/model"));
    Files.writeString(trained.resolve("m.gguf"), "new");
    Files.writeString(temp.resolve("train/kit/policy.yaml"), "lenient");
    Files.createDirectories(temp.resolve("train/.kitrail"));
    // Whoever trained could have put more into it.
    Map<String, String> all = Map.of("DIRECTORY", "kit", "TRAINED", "model\npolicy.yaml\n");
    WorkflowScript.Ended packed =
        WorkflowScript.of(
                "modelkit-ct", "train", "Take along what was trained", temp.resolve("train"))
            .run(all);
    assertThat(packed.status()).as(packed.text()).isZero();

    Path kit = Files.createDirectories(temp.resolve("publish/kit"));
    Files.writeString(Files.createDirectories(kit.resolve("model")).resolve("old.gguf"), "old");
    Files.writeString(kit.resolve("policy.yaml"), "strict");
    Path handed = Files.createDirectories(temp.resolve("publish/.kitrail")).resolve("trained.tar");
    Files.copy(temp.resolve("train/.kitrail/trained.tar"), handed);
    WorkflowScript.Ended placed =
        WorkflowScript.of("modelkit-ct", "publish", "Put it in its place", temp.resolve("publish"))
            .run(Map.of("DIRECTORY", "kit", "TRAINED", "\nmodel\n"));
    assertThat(placed.status()).as(placed.text()).isZero();
    assertThat(kit.resolve("model/m.gguf")).hasContent("new");
    assertThat(kit.resolve("model/old.gguf")).doesNotExist();
    assertThat(kit.resolve("policy.yaml")).hasContent("strict");
    assertThat(handed).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"deploy", "deploy/production", "a.b/.c"})
  void aFolderOfTheRepositoryIsTaken(String folder) throws Exception {
    assertThat(inputs("commit", folder).status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/../..", "/etc", ".git/hooks", "./a"})
  void anyOtherIsRefusedBeforeTheApproval(String folder) throws Exception {
    WorkflowScript.Ended ended = inputs("commit", folder);
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.text()).contains("::error::", "gitops-path is a folder");
  }

  @Test
  void thereAreTwoWaysToDeliver() throws Exception {
    assertThat(inputs("artifact", "deploy").status()).isZero();
    assertThat(inputs("commits", "deploy").text()).contains("artifact or commit, and not commits");
  }

  private WorkflowScript.Ended inputs(String deliver, String folder) throws Exception {
    return run(
        "modelkit-cd", "gate", "Read the inputs", Map.of("DELIVER", deliver, "FOLDER", folder));
  }
}
