package io.jenkins.plugins.kitrail.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CI: what is published, and what is only tried. */
class IntegrationPipelineTest {
  @TempDir Path temp;
  private Path script;

  @BeforeEach
  void aCopy() throws Exception {
    script = Scenarios.ci().jenkinsfile(temp);
  }

  private static void isOnlyTried(Build build) {
    assertThat(build.calls("modelKitRun")).hasSize(1);
    assertThat(build.calls("modelKitRun").get(0).arguments())
        .containsEntry("dryRun", true)
        .doesNotContainKeys(
            "keyCredentialsId", "passphraseCredentialsId", "identityTokenCredentialsId");
  }

  private static void isPublished(Build build) {
    assertThat(build.calls("modelKitRun")).hasSize(1);
    assertThat(build.calls("modelKitRun").get(0).arguments())
        .doesNotContainKey("dryRun")
        .containsEntry("keyCredentialsId", "signing-key")
        .containsEntry("credentialsId", "registry");
  }

  @Test
  void aPullRequestIsOnlyTried() throws Exception {
    Build build = Scenarios.pullRequest(script).run();
    isOnlyTried(build);
    assertThat(build.calls("modelKitRun").get(0).get("credentialsId")).isEqualTo("registry");
  }

  @Test
  void aForkGetsNoCredentials() throws Exception {
    Build build = Scenarios.pullRequest(script).env("CHANGE_FORK", "stranger").run();
    isOnlyTried(build);
    assertThat(build.transcript()).doesNotContain("'registry'", "'signing-key'");
  }

  /** A fork chooses the name of its branch, and Jenkins can be told to build it under that name. */
  @Test
  void aPullRequestIsOnlyTriedWhateverItIsCalled() throws Exception {
    isOnlyTried(Scenarios.pullRequest(script).env("BRANCH_NAME", "main").run());
    isOnlyTried(Scenarios.pullRequest(script).env("TAG_NAME", "v1").run());
  }

  @Test
  void anotherBranchOrTagIsOnlyTried() throws Exception {
    isOnlyTried(new Build(script).env("BRANCH_NAME", "feature").run());
    isOnlyTried(new Build(script).env("BRANCH_NAME", "nightly").env("TAG_NAME", "nightly").run());
  }

  @Test
  void theMainBranchAndAVersionArePublished() throws Exception {
    isPublished(Scenarios.main(script).run());
    isPublished(new Build(script).env("BRANCH_NAME", "v1.2.3").env("TAG_NAME", "v1.2.3").run());
  }

  @Test
  void oneAgentSharesTheTestsWithNobody() throws Exception {
    Build build = Scenarios.main(script).run();
    assertThat(build.calls("modelKitTest", "node", "unstash")).isEmpty();
    assertThat(build.calls("modelKitRun").get(0).get("tested")).isEqualTo("");
  }

  @Test
  void severalAgentsShareTheTestsAndTheRailTakesTheirResults() throws Exception {
    Build build = Scenarios.main(shared(3)).run();
    assertThat(build.calls("modelKitTest").stream().map(it -> it.get("shard")))
        .containsExactly("1/3", "2/3", "3/3");
    assertThat(build.order("stash", "unstash", "sh", "modelKitRun"))
        .containsExactly(
            "stash", "stash", "stash", "unstash", "unstash", "unstash", "sh", "modelKitRun");
    assertThat(build.calls("modelKitRun").get(0).get("tested")).isEqualTo(".kitrail/tests.json");
  }

  @Test
  void testsThatFailOnOneAgentAreToldByAllTogether() throws Exception {
    Build build = Scenarios.main(shared(2)).fails("modelKitTest").fails("sh").run();
    assertThat(build.failure()).isEqualTo("sh failed");
    assertThat(build.calls("modelKitTest")).hasSize(2);
    assertThat(build.calls("modelKitRun")).isEmpty();
  }

  @Test
  void aForksTestsGetNoCredentials() throws Exception {
    Build build = Scenarios.pullRequest(shared(2)).env("CHANGE_FORK", "stranger").run();
    assertThat(build.calls("modelKitTest")).hasSize(2);
    assertThat(build.transcript()).doesNotContain("'registry'", "'signing-key'");
  }

  private Path shared(int shards) throws Exception {
    return Scenarios.ci()
        .with("shards", String.valueOf(shards))
        .jenkinsfile(Files.createDirectory(temp.resolve("shared")));
  }

  @Test
  void theTestsOfARunThatFailsAreShown() throws Exception {
    Build build = Scenarios.main(script).fails("modelKitRun").run();
    assertThat(build.failure()).isEqualTo("modelKitRun failed");
    assertThat(build.order("modelKitRun", "junit", "deleteDir"))
        .containsExactly("modelKitRun", "junit", "deleteDir");
  }
}
