package io.github.kitrail.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.fixture.Access;
import io.github.kitrail.fixture.Fault;
import io.github.kitrail.fixture.FaultRule;
import io.github.kitrail.fixture.FixtureRegistry;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workflows that are wrong in a common way fail with the sentence that says what to change. */
@Tag("peer")
@ExtendWith(WithLocalGitHub.class)
class MisuseActTest {
  private static LocalGitHub github;

  @BeforeAll
  static void takes(LocalGitHub running) {
    github = running;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no-id-token | `permissions: id-token: write`",
        "wrong-input | This action has no input tags. Take it out of `with:`, or name one of: directory",
        "wrong-value | The input keyless is true or false, and not always.",
        "missing-key | No signing key is configured",
        "missing-key | a secret that does not exist is empty",
        "missing-password | The input registry-username is given, but registry-password is empty.",
      })
  void isToldWhatToChange(String workflow, String sentence) throws Exception {
    refused(workflow(workflow), sentence);
  }

  @Test
  void aJobThatMayNotPushIsToldThePermission() throws Exception {
    try (FixtureRegistry registry = readOnly(LocalGitHub.TOKEN);
        PackageHost host = new PackageHost(github.certificates(), registry.host())) {
      refused(
          workflow("no-packages-write").packages(host),
          "permission_denied: write_package",
          "Give the job `permissions: packages: write`");
      assertThat(registry.repository("acme/faq-bot").tags()).isEmpty();
    }
  }

  @Test
  void aForksPullRequestIsToldWhatItCannotDo() throws Exception {
    try (FixtureRegistry registry = readOnly(LocalGitHub.READING_TOKEN);
        PackageHost host = new PackageHost(github.certificates(), registry.host())) {
      refused(
          workflow("fork").on(Event.pullRequestFromAFork()).packages(host),
          "only a reading token",
          "publish when it is merged");
      refused(
          workflow("fork-keyless").on(Event.pullRequestFromAFork()).packages(host),
          "no identity token",
          "publish when it is merged");
      assertThat(registry.repository("acme/faq-bot").tags()).isEmpty();
    }
  }

  /** As GitHub's registry answers a token without the right. */
  private static FixtureRegistry readOnly(String token) {
    String denied =
        "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"permission_denied: write_package\"}]}";
    return FixtureRegistry.builder()
        .tls(github.certificates())
        .access(Access.tokens().user(LocalGitHub.ACTOR, token))
        .start()
        .fail(
            FaultRule.on("POST", "/v2/.+/blobs/uploads/")
                .always()
                .with(Fault.status(403, "application/json", denied)));
  }

  /** Docker gives the container a disk in memory that takes less than the model. */
  @Test
  void aDiskThatIsTooSmallIsToldBeforeAnyByteMoves() throws Exception {
    CosignKey key = CosignKey.generate(github.newFolder("key"));
    refused(
        key.in(workflow("full-disk")).containerOption("--tmpfs /small:size=160k"),
        "are needed",
        "are missing",
        "nothing was written",
        "The runner's disk is too small: free some before this step",
        "or use a larger runner.");
  }

  @Test
  void anUnknownRegistryIsNamed() throws Exception {
    refused(
        workflow("unknown-registry").variable("HTTPS_PROXY", ""),
        "Could not reach registry.acme.invalid",
        "Check the name");
  }

  @Test
  void aLoginThatIsGoodNoMoreIsToldFromOneThatIsMissing() throws Exception {
    ActLog log =
        refused(
            workflow("expired-login").secret("REGISTRY_TOKEN", "dckr_pat_of-last-year"),
            "ghcr.io gives no access: it does not accept the login",
            "The login in registry-username and registry-password is wrong or has expired");
    assertThat(log.text()).doesNotContain("dckr_pat_of-last-year");
  }

  @Test
  void anIdentityTokenThatIsGoodNoMoreIsToldWhereAFreshOneComesFrom() throws Exception {
    long past = Instant.now().minusSeconds(600).getEpochSecond();
    String token = github.identities().githubToken(Map.of("exp", past));
    ActLog log =
        refused(
            workflow("expired-token").secret("ID_TOKEN", token),
            "it has expired",
            "asks GitHub for a fresh one each time it signs");
    assertThat(log.text()).doesNotContain(token);
  }

  private static WorkflowRun workflow(String name) throws Exception {
    ModelRepository repository = ModelRepository.in(github.newFolder("repository"));
    repository.workflow("misuse/" + name + ".yml").commit();
    return new WorkflowRun(github, repository, name + ".yml");
  }

  /** One error, at the step that is wrong, and nothing after it. */
  private static ActLog refused(WorkflowRun run, String... sentences) throws Exception {
    ActLog log = run.run();
    assertThat(log.step("misused")).as(log.text()).isEqualTo("failure");
    assertThat(log.step("after")).isEmpty();
    assertThat(log.job("model")).isEqualTo("failure");
    assertThat(log.annotations("error")).as(log.text()).hasSize(1);
    assertThat(log.annotations("error").get(0).message())
        .contains(sentences)
        .doesNotContain("--", "kitrail login");
    assertThat(log.built()).isEmpty();
    return log;
  }
}
