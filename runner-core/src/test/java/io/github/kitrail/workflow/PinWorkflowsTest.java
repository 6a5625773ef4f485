package io.github.kitrail.workflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The step of a release that pins our own actions and workflows. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it is bash")
class PinWorkflowsTest {
  private static final String RELEASE = "a".repeat(40);
  private static final String WORKFLOWS = "b".repeat(40);

  @TempDir Path temp;

  @BeforeEach
  void aCheckout() throws IOException {
    List<WorkflowFile> files = new ArrayList<>(RepositoryWorkflows.own());
    files.addAll(RepositoryWorkflows.starters());
    for (WorkflowFile file : files) {
      Path copy = copyOf(file);
      Files.createDirectories(copy.getParent());
      Files.writeString(copy, file.text());
    }
    Path tool = temp.resolve("tools/pin-workflows");
    Files.createDirectories(tool.getParent());
    Files.copy(RepositoryWorkflows.ROOT.resolve("tools/pin-workflows"), tool);
  }

  private Path copyOf(WorkflowFile file) {
    return temp.resolve(RepositoryWorkflows.ROOT.relativize(file.path()).toString());
  }

  private int pin(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("bash", temp.resolve("tools/pin-workflows").toString()));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    int status = process.waitFor();
    assertThat(said.isEmpty()).as(said).isEqualTo(status == 0);
    return status;
  }

  @Test
  void everyUseOfOursNamesTheCommitBefore() throws Exception {
    assertThat(pin("actions", RELEASE, "1.2.3")).isZero();
    assertThat(pin("starters", WORKFLOWS, "1.2.3")).isZero();
    for (WorkflowFile before : RepositoryWorkflows.own()) {
      check(before, RELEASE, "v1.2.3");
    }
    for (WorkflowFile before : RepositoryWorkflows.starters()) {
      check(before, WORKFLOWS, "workflows-v1.2.3");
    }
  }

  private void check(WorkflowFile before, String commit, String version) {
    WorkflowFile pinned = WorkflowFile.read(copyOf(before));
    assertThat(pinned.uses()).hasSameSizeAs(before.uses());
    for (int i = 0; i < before.uses().size(); i++) {
      WorkflowFile.Use old = before.uses().get(i);
      WorkflowFile.Use use = pinned.uses().get(i);
      if (old.target().startsWith(RepositoryWorkflows.OURS)) {
        assertThat(use.target()).isEqualTo(old.target().replaceFirst("@.*", "@" + commit));
        assertThat(use.comment()).isEqualTo(version);
      } else {
        assertThat(use).isEqualTo(old);
      }
    }
    assertThat(SafetyRules.problems(pinned)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "actions main 1.2.3",
        "all " + "0123456789012345678901234567890123456789" + " 1",
        "actions"
      })
  void anythingElseIsRefused(String words) throws Exception {
    assertThat(pin(words.split(" "))).isEqualTo(2);
    for (WorkflowFile file : RepositoryWorkflows.own()) {
      assertThat(copyOf(file)).hasContent(file.text());
    }
  }
}
