package io.github.kitrail.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JenkinsTest {
  private static final Map<String, String> BUILD =
      Map.of(
          "JENKINS_URL", "https://ci.acme.example/",
          "BUILD_URL", "https://ci.acme.example/job/faq/job/main/12/",
          "BUILD_NUMBER", "12",
          "JOB_NAME", "faq/main",
          "NODE_NAME", "linux-3",
          "EXECUTOR_NUMBER", "1",
          "BRANCH_NAME", "main",
          "GIT_URL", "https://bot:s3cret@git.acme.example/faq.git",
          "GIT_COMMIT", "0123456789012345678901234567890123456789");

  @TempDir Path folder;

  @Test
  void factsAreThoseOfItsBuildType() {
    BuildFacts facts = facts(Map.of());
    assertThat(facts.buildType()).isEqualTo("https://kitrail.github.io/buildtypes/jenkins/v1");
    assertThat(facts.builderId()).isEqualTo("https://ci.acme.example/");
    assertThat(facts.invocationId()).isEqualTo(BUILD.get("BUILD_URL"));
    assertThat(facts.externalParameters())
        .isEqualTo(
            Map.of(
                "job", "faq/main",
                "repository", "https://git.acme.example/faq.git",
                "ref", "refs/heads/main"));
    assertThat(facts.internalParameters())
        .isEqualTo(Map.of("buildNumber", "12", "node", "linux-3", "executor", "1"));
    assertThat(facts.source().uri())
        .isEqualTo("git+https://git.acme.example/faq.git@refs/heads/main");
    assertThat(facts.source().commit()).isEqualTo(BUILD.get("GIT_COMMIT"));
    assertThat(facts.toString()).doesNotContain("s3cret").doesNotContain("bot");
  }

  @Test
  void aTagBuildHasATag() {
    BuildFacts facts = facts(Map.of("TAG_NAME", "v1", "BRANCH_NAME", "v1"));
    assertThat(facts.source().tag()).isEqualTo("v1");
    assertThat(facts.source().ref()).isEqualTo("refs/tags/v1");
  }

  @Test
  void aChangeRequestIsNoBranchCalledPr() {
    BuildFacts facts =
        facts(
            Map.of(
                "BRANCH_NAME", "PR-7",
                "CHANGE_ID", "7",
                "CHANGE_BRANCH", "fix",
                "CHANGE_TARGET", "main"));
    assertThat(facts.source().ref()).isEqualTo("refs/heads/fix");
    assertThat(facts.externalParameters())
        .containsEntry("change", "7")
        .containsEntry("changeTarget", "main");
  }

  @Test
  void theGitPluginsBranchLosesItsRemote() {
    BuildFacts facts = facts(Map.of("BRANCH_NAME", "", "GIT_BRANCH", "origin/feature/x"));
    assertThat(facts.source().ref()).isEqualTo("refs/heads/feature/x");
  }

  @Test
  void withoutVariablesOfGitAndWithoutGitThereIsNoSource() {
    BuildFacts facts =
        facts(Map.of("BRANCH_NAME", "", "GIT_URL", "", "GIT_COMMIT", "", "JENKINS_URL", "x"));
    assertThat(facts.source()).isEqualTo(new SourceRevision(null, null, null, null, null));
    assertThat(facts.builderId()).isEqualTo("https://kitrail.github.io/builders/jenkins/v1");
  }

  @Test
  void aPipelineThatChecksOutByScriptIsAskedThroughGit() throws Exception {
    GitRepository repository = new GitRepository(folder);
    repository.commit("first");
    repository.git("remote", "add", "origin", "https://u:token@git.acme.example/other.git");
    Map<String, String> env = new HashMap<>(GitRepository.ENV);
    env.put("GIT_URL", "");
    env.put("GIT_COMMIT", "");
    BuildFacts facts = facts(env);
    assertThat(facts.source().repository()).isEqualTo("https://git.acme.example/other.git");
    assertThat(facts.source().commit()).isEqualTo(repository.head());
    assertThat(facts.source().dirty()).isFalse();
    assertThat(facts.checkout()).isNull();
  }

  @Test
  void anotherCommitInTheFolderIsToldBesideTheOneOfTheJob() throws Exception {
    GitRepository repository = new GitRepository(folder);
    repository.commit("data");
    repository.git("remote", "add", "origin", "https://git.acme.example/data.git");
    BuildFacts facts = facts(GitRepository.ENV);
    assertThat(facts.source().commit()).isEqualTo(BUILD.get("GIT_COMMIT"));
    assertThat(facts.source().dirty()).isNull();
    assertThat(facts.checkout())
        .isEqualTo(
            new SourceRevision(
                "https://git.acme.example/data.git",
                "refs/heads/main",
                repository.head(),
                null,
                false));
  }

  private BuildFacts facts(Map<String, String> more) {
    Map<String, String> env = new HashMap<>(BUILD);
    env.putAll(more);
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return Environments.detect(env, nowhere, Clock.systemUTC(), new Random(1)).facts(folder);
  }
}
