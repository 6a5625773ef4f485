package io.jenkins.plugins.kitrail.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script of CD that commits what was laid out, with git and a repository of its own. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the agents are Linux")
class GitOpsScriptTest {
  @TempDir Path temp;
  private Path bare;
  private Path workspace;

  @BeforeEach
  void aRepositoryToDeployFrom() throws Exception {
    bare = temp.resolve("ops.git");
    git(temp, "init", "--quiet", "--bare", "--initial-branch=live", bare.toString());
    Path other = temp.resolve("first");
    git(temp, "clone", "--quiet", bare.toString(), other.toString());
    Files.writeString(other.resolve("README.md"), "Operations\n");
    Files.writeString(Files.createDirectories(other.resolve("deploy/bot")).resolve("old.yaml"), "");
    git(other, "add", "--all");
    git(other, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "x");
    git(other, "push", "--quiet", "origin", "HEAD");
    workspace = temp.resolve("workspace");
    rendered();
  }

  private void rendered() throws IOException {
    Path folder = Files.createDirectories(workspace.resolve(".kitrail/deploy"));
    Files.writeString(folder.resolve("deployment.yaml"), "kind: Deployment\n");
  }

  private Shell.Ended deliver() throws Exception {
    Edited edited =
        Scenarios.cd()
            .with("deliver", "'commit'")
            .with("gitopsRepository", "'" + bare + "'")
            .with("gitopsPath", "'deploy/bot'");
    Build build = Scenarios.delivery(edited.jenkinsfile(temp)).run();
    return new Shell(workspace).run(build, "git clone");
  }

  @Test
  void theFolderIsReplacedInOneCommit() throws Exception {
    Shell.Ended ended = deliver();
    assertThat(ended.status()).as(ended.text()).isZero();
    assertThat(ended.text())
        .contains(
            "Committed deploy/bot to live of " + bare + ": " + git(bare, "rev-parse", "live"));
    assertThat(git(bare, "log", "-1", "--format=%s, %an <%ae>", "live"))
        .isEqualTo(
            "Deploy to production: "
                + Scenarios.RUNNING
                + "@"
                + Scenarios.DIGEST
                + ", Jenkins <jenkins@localhost>");
    assertThat(git(bare, "ls-tree", "-r", "--name-only", "live"))
        .isEqualTo("README.md\ndeploy/bot/deployment.yaml");
  }

  @Test
  void theSameAgainIsNoCommit() throws Exception {
    assertThat(deliver().status()).isZero();
    String before = git(bare, "rev-parse", "live");
    Files.move(workspace, temp.resolve("last-build"));
    rendered();
    Shell.Ended again = deliver();
    assertThat(again.status()).as(again.text()).isZero();
    assertThat(again.text()).contains("nothing to commit");
    assertThat(git(bare, "rev-parse", "live")).isEqualTo(before);
  }

  @Test
  void aBranchThatTakesNothingIsTold() throws Exception {
    Path hook = bare.resolve("hooks/pre-receive");
    Files.createDirectories(hook.getParent());
    Files.writeString(hook, "#!/bin/sh\nexit 1\n");
    assertThat(hook.toFile().setExecutable(true)).isTrue();
    Shell.Ended ended = deliver();
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.text()).contains("Could not push to live of " + bare, "protected");
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
}
