package io.github.kitrail.workflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The step of ModelKit CD that commits what was laid out, with git and a repository of its own. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the job runs on Linux")
class GitOpsCommitTest {
  @TempDir Path temp;
  private Path bare;
  private Path workspace;

  @BeforeEach
  void aRepositoryToDeployFrom() throws Exception {
    bare = temp.resolve("acme/ops.git");
    git(temp, "init", "--quiet", "--bare", "--initial-branch=live", bare.toString());
    Path other = clone("first");
    Files.writeString(other.resolve("README.md"), "Operations\n");
    Files.writeString(Files.createDirectories(other.resolve("deploy/bot")).resolve("old.yaml"), "");
    Files.writeString(other.resolve(".gitignore"), "*.yaml\n");
    commit(other);
    workspace = temp.resolve("workspace");
    rendered("kind: Deployment\n");
  }

  private void rendered(String text) throws Exception {
    Path folder = Files.createDirectories(workspace.resolve(".kitrail/deploy"));
    Files.writeString(folder.resolve("deployment.yaml"), text);
  }

  private Path clone(String name) throws Exception {
    Path clone = temp.resolve(name);
    git(temp, "clone", "--quiet", bare.toString(), clone.toString());
    return clone;
  }

  private void commit(Path clone) throws Exception {
    git(clone, "add", "--all", "--force");
    git(clone, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "x");
    git(clone, "push", "--quiet", "origin", "HEAD");
  }

  private static String git(Path directory, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.strip();
  }

  private WorkflowScript.Ended deliver(Map<String, String> more) throws Exception {
    Map<String, String> given = new HashMap<>(Map.of("GIT_CONFIG_GLOBAL", "/dev/null"));
    given.put("GITHUB_SERVER_URL", "file://" + temp);
    given.put("REPOSITORY", "acme/ops");
    given.put("BRANCH", "");
    given.put("FOLDER", "deploy/bot");
    given.put("ENVIRONMENT", "production");
    given.put("REFERENCE", "ghcr.io/acme/bot@sha256:1");
    given.put("GITOPS_TOKEN", "t0ken-of-the-test");
    given.putAll(more);
    return WorkflowScript.of("modelkit-cd", "deploy", "Deliver as a commit", workspace).run(given);
  }

  @Test
  void theFolderIsReplacedInOneCommit() throws Exception {
    WorkflowScript.Ended ended = deliver(Map.of());
    assertThat(ended.status()).as(ended.text()).isZero();
    String commit = git(bare, "rev-parse", "live");
    assertThat(ended.outputs()).containsEntry("commit", commit);
    assertThat(ended.summary()).contains("deploy/bot to live of acme/ops: " + commit);
    assertThat(git(bare, "log", "-1", "--format=%s %an", "live"))
        .isEqualTo("Deploy to production: ghcr.io/acme/bot@sha256:1 github-actions[bot]");
    assertThat(git(bare, "ls-tree", "-r", "--name-only", "live"))
        .isEqualTo(".gitignore\nREADME.md\ndeploy/bot/deployment.yaml");
    assertThat(ended.text()).doesNotContain("t0ken-of-the-test");
    assertThat(workspace.resolve(".kitrail/gitops/.git/config"))
        .content()
        .doesNotContain("t0ken-of-the-test");
  }

  @Test
  void theSameAgainIsNoCommit() throws Exception {
    assertThat(deliver(Map.of()).status()).isZero();
    String before = git(bare, "rev-parse", "live");
    nextRun();
    WorkflowScript.Ended again = deliver(Map.of());
    assertThat(again.status()).as(again.text()).isZero();
    assertThat(again.outputs()).isEmpty();
    assertThat(again.summary()).contains("nothing to commit");
    assertThat(git(bare, "rev-parse", "live")).isEqualTo(before);
  }

  private void nextRun() throws Exception {
    Files.move(workspace, temp.resolve("last-run"));
    rendered("kind: Deployment\n");
  }

  @Test
  void anotherBranchAndAnotherFolderStayAsTheyAre() throws Exception {
    git(bare, "branch", "staging", "live");
    String live = git(bare, "rev-parse", "live");
    WorkflowScript.Ended ended = deliver(Map.of("BRANCH", "staging", "FOLDER", "stage"));
    assertThat(ended.status()).as(ended.text()).isZero();
    assertThat(git(bare, "rev-parse", "live")).isEqualTo(live);
    assertThat(git(bare, "ls-tree", "-r", "--name-only", "staging"))
        .contains("deploy/bot/old.yaml", "stage/deployment.yaml");
  }

  /** Somebody else's commit arrives while the first push is under way. */
  @Test
  void aCommitInBetweenIsKept() throws Exception {
    Path other = clone("other");
    Files.writeString(other.resolve("README.md"), "Changed meanwhile\n");
    Path once = temp.resolve("once");
    hook(
        "if [ ! -e '%s' ]; then touch '%s'; (unset GIT_DIR GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY"
            + " GIT_ALTERNATE_OBJECT_DIRECTORIES; cd '%s' && git -c user.name=a -c user.email=a@b commit -qam y"
            + " && git push -q origin HEAD) >&2; exit 1; fi",
        once, once, other);
    WorkflowScript.Ended ended = deliver(Map.of());
    assertThat(ended.status()).as(ended.text()).isZero();
    assertThat(git(bare, "show", "live:README.md")).isEqualTo("Changed meanwhile");
    assertThat(git(bare, "show", "live:deploy/bot/deployment.yaml")).isEqualTo("kind: Deployment");
  }

  @Test
  void aBranchThatTakesNothingIsTold() throws Exception {
    hook("exit 1");
    WorkflowScript.Ended ended = deliver(Map.of());
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.text()).contains("::error::Could not push to live of acme/ops", "protected");
    assertThat(ended.outputs()).isEmpty();
  }

  private void hook(String script, Object... values) throws Exception {
    Path hook = bare.resolve("hooks/pre-receive");
    Files.createDirectories(hook.getParent());
    Files.writeString(hook, "#!/bin/sh\n" + script.formatted(values) + "\n");
    assertThat(hook.toFile().setExecutable(true)).isTrue();
  }
}
