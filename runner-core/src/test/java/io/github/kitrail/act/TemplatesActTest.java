package io.github.kitrail.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.environment.GitRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The workflows to copy, and the reusable ones that they call, each way that they can go. One test
 * stands on what the one before has published, as in a repository. Changed in the copies is what a
 * user changes: the issuer of a server of one's own, and the command that trains.
 */
@Tag("peer")
@ExtendWith(WithLocalGitHub.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TemplatesActTest {
  private static final String CI = "modelkit-ci.yml";
  private static final String CD = "modelkit-cd.yml";
  private static final String CT = "modelkit-ct.yml";
  private static final String MODEL = "model/faq-bot.gguf";

  private static LocalGitHub github;
  private static Packages packages;
  private static GitHost git;
  private static ModelRepository repository;
  private static GitRepository commits;

  /** The model that is committed knows nothing yet, and its tests do not ask for more. */
  @BeforeAll
  static void aRepository(LocalGitHub running) throws Exception {
    github = running;
    packages = github.newPackages();
    git = new GitHost(github.newFolder("git"));
    repository = ModelRepository.in(github.newFolder("repository"));
    Path model = repository.folder().resolve(MODEL);
    byte[] bytes = Files.readAllBytes(model);
    repository.file("trained/faq-bot.gguf", "");
    Files.write(repository.folder().resolve("trained/faq-bot.gguf"), bytes);
    Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0);
    Files.write(model, bytes);
    repository
        .file(
            "smoke.yaml",
            "tests:\n"
                + "  - {name: it speaks, prompt: x, maxTokens: 4, assert: [{not-contains:"
                + " Paris}]}\n")
        .replace("kitrail.yaml", "reference: faq-bot:", "reference: ghcr.io/acme/faq-bot:")
        .starter(CI)
        .starter(CD)
        .starter(CT);
    String issuer =
        "policy: policy.yaml\n      certificate-oidc-issuer: "
            + github.identities().githubIssuerUrl();
    for (String file : new String[] {CD, CT}) {
      repository.replace(ModelRepository.path(file), "policy: policy.yaml", issuer);
    }
    commits = repository.commit();
    git.take(repository);
  }

  @Test
  @Order(1)
  void aPullRequestIsTestedAndPackedAndNothingLeaves() throws Exception {
    ActLog log = run(CI, Event.pullRequest());
    assertThat(log.job("check")).as(log.text()).isEqualTo("success");
    assertThat(log.job("publish")).isEmpty();
    assertThat(log.outputs("rehearse").get("digest")).matches("sha256:[0-9a-f]{64}");
    assertThat(packages.isEmpty()).isTrue();
  }

  @Test
  @Order(2)
  void aForksPullRequestToo() throws Exception {
    ActLog log = run(CI, Event.pullRequestFromAFork());
    assertThat(log.job("check")).as(log.text()).isEqualTo("success");
    assertThat(log.annotations("error")).isEmpty();
    assertThat(packages.isEmpty()).isTrue();
  }

  @Test
  @Order(3)
  void whatComesToTheDefaultBranchIsPublished() throws Exception {
    ActLog log = run(CI, Event.push());
    assertThat(log.job("publish")).as(log.text()).isEqualTo("success");
    assertThat(log.job("check")).isEmpty();
    Map<String, String> rail = log.outputs("rail");
    assertThat(rail).containsEntry("reference", "ghcr.io/acme/faq-bot:1.0.0");
    assertThat(packages.tag("1.0.0")).contains(rail.get("digest"));
  }

  @Test
  @Order(3)
  void severalRunnersShareTheTestsOfAPullRequest() throws Exception {
    shared("tests:\n  - {name: one, prompt: x, maxTokens: 4, assert: [{not-contains: Paris}]}\n");
    ActLog log = run(CI, Event.pullRequest());
    assertThat(log.job("test")).as(log.text()).isEqualTo("success success");
    assertThat(log.job("merge")).as(log.text()).isEqualTo("success");
    assertThat(log.summary("join")).contains("**2 smoke tests passed, 0 failed**");
    assertThat(log.artifact("tests-./tests.html")).content().contains("2 passed, 0 failed");
    assertThat(log.job("check")).as(log.text()).isEqualTo("success");
    assertThat(log.outputs("rehearse")).containsEntry("tests-passed", "2");
    unshared();
  }

  /** One runner's test fails; nothing is published, though the other's went well. */
  @Test
  @Order(3)
  void aTestThatFailsOnOneRunnerIsNotPublished() throws Exception {
    shared(
        """
        tests:
          - {name: one, prompt: x, maxTokens: 4, assert: [{not-contains: Paris}]}
          - {name: two, prompt: x, maxTokens: 4, assert: [{contains: Paris}]}
        """);
    String before = packages.tag("1.0.0").orElse("");
    ActLog log = run(CI, Event.push());
    assertThat(log.job("test")).as(log.text()).isEqualTo("success success");
    assertThat(log.job("merge")).as(log.text()).isEqualTo("failure");
    assertThat(log.job("publish")).isEmpty();
    assertThat(packages.tag("1.0.0").orElse("")).isEqualTo(before);
    unshared();
  }

  private static void shared(String spec) throws Exception {
    repository.file("smoke.yaml", spec);
    repository.replace(ModelRepository.path(CI), "directory: . ", "shards: 2\n      directory: . ");
    commits.commitAll();
  }

  private static void unshared() throws Exception {
    commits.git("reset", "--hard", "--quiet", "HEAD^");
  }

  @Test
  @Order(4)
  void whatThePolicyDeniesIsNotDeployed() throws Exception {
    repository.file(
        "policy.yaml",
        """
        version: 2
        rules:
          - name: another name
            expression: modelkit.kitfile.package.name == "other"
            message: it has another name.
        """);
    ActLog log = run(CD, Event.dispatch("reference", "ghcr.io/acme/faq-bot:1.0.0"));
    assertThat(log.job("gate")).as(log.text()).isEqualTo("failure");
    assertThat(log.job("deploy")).isEmpty();
    assertThat(log.annotations("error"))
        .extracting(ActLog.Annotation::place)
        .contains("policy.yaml:3");
    assertThat(packages.tag("production")).isEmpty();
    commits.git("checkout", "--quiet", "--", "policy.yaml");
  }

  @Test
  @Order(5)
  void whatItAllowsIsPromotedAndCommitted() throws Exception {
    ActLog log = run(CD, Event.dispatch("reference", "ghcr.io/acme/faq-bot:1.0.0"));
    assertThat(log.job("gate")).as(log.text()).isEqualTo("success");
    assertThat(log.outputs("gate")).containsEntry("verdict", "PASSED");
    assertThat(log.job("deploy")).as(log.text()).isEqualTo("success");
    String digest = packages.tag("1.0.0").orElseThrow();
    assertThat(packages.tag("production")).contains(digest);
    assertThat(deployed()).contains("ghcr.io/acme/faq-bot@" + digest);
    assertThat(log.outputs("commit").get("commit")).matches("[0-9a-f]{40}");
    assertThat(log.summary("commit")).contains("Committed deploy/production to main");

    ActLog again = run(CD, Event.dispatch("reference", "ghcr.io/acme/faq-bot:1.0.0"));
    assertThat(again.job("deploy")).as(again.text()).isEqualTo("success");
    assertThat(again.outputs("commit")).doesNotContainKey("commit");
    assertThat(again.summary("commit")).contains("nothing to commit");
  }

  @Test
  @Order(6)
  void orIsAnArtifact() throws Exception {
    String workflow = ModelRepository.path(CD);
    String text = Files.readString(repository.folder().resolve(workflow));
    repository.replace(workflow, "deliver: commit", "deliver: artifact");
    ActLog log = run(CD, Event.dispatch("reference", "ghcr.io/acme/faq-bot:1.0.0"));
    assertThat(log.job("deploy")).as(log.text()).isEqualTo("success");
    assertThat(log.artifact("deploy-production/deployment.yaml"))
        .content()
        .contains(packages.tag("1.0.0").orElseThrow());
    repository.file(workflow, text);
  }

  @Test
  @Order(7)
  void whereNothingHasChangedNothingIsTrained() throws Exception {
    ActLog log = run(CT, Event.schedule());
    assertThat(log.job("look")).as(log.text()).isEqualTo("success");
    assertThat(log.outputs("decide")).containsEntry("train", "false");
    assertThat(log.summary("decide")).contains("Nothing has changed");
    assertThat(log.job("train")).isEmpty();
  }

  /** What was trained is as good as what runs: it does not know the new answers either. */
  @Test
  @Order(8)
  void whatIsNotBetterIsNotPublished() throws Exception {
    repository.file("smoke.yaml", Files.readString(Path.of("../examples/faq-bot/smoke.yaml")));
    trainBy("true");
    ActLog log = run(CT, Event.drift("Answers about prices are outdated"));
    assertThat(log.outputs("decide").get("changed"))
        .isEqualTo("drift: Answers about prices are outdated");
    assertThat(log.job("train")).as(log.text()).isEqualTo("success");
    assertThat(log.outputs("compare")).containsEntry("better", "false");
    assertThat(log.summary("compare")).contains("Not promoted");
    assertThat(log.job("publish")).isEmpty();
    assertThat(log.job("gate")).isEmpty();
    assertThat(packages.tag("candidate")).isEmpty();
    assertThat(packages.tag("production")).isEqualTo(packages.tag("1.0.0"));
  }

  @Test
  @Order(9)
  void whatIsBetterIsPublishedAndDeployed() throws Exception {
    Path data = repository.folder().resolve("datasets/faq.jsonl");
    Files.writeString(data, Files.readString(data) + "\n");
    trainBy("cp trained/faq-bot.gguf " + MODEL);
    commits.commitAll();
    ActLog log = run(CT, Event.schedule());
    assertThat(log.outputs("decide").get("changed")).contains("datasets/faq.jsonl");
    assertThat(log.outputs("compare")).as(log.text()).containsEntry("better", "true");
    assertThat(log.text())
        .as("pulled by the run before")
        .contains("Cache restored from key: modelkit-" + packages.tag("1.0.0").orElseThrow());
    assertThat(log.summary("compare")).contains("passes 11 of 11 tests").contains("It goes on.");
    String digest = log.outputs("rail").get("digest");
    assertThat(packages.tag("candidate")).as(log.text()).contains(digest);
    assertThat(log.outputs("gate")).containsEntry("verdict", "PASSED");
    assertThat(packages.tag("production")).contains(digest);
    assertThat(deployed()).contains("ghcr.io/acme/faq-bot@" + digest);
  }

  private static void trainBy(String command) throws Exception {
    String workflow = ModelRepository.path(CT);
    String text = Files.readString(repository.folder().resolve(workflow));
    assertThat(text).containsOnlyOnce("      train: ");
    repository.file(
        workflow, text.replaceFirst("(?m)^      train: .*$", "      train: " + command));
  }

  /** Fulcio writes into a certificate which workflow, at which commit, it is for. */
  private static ActLog run(String workflow, Event event) throws Exception {
    String called = "kitrail/kitrail/.github/workflows/" + workflow + "@" + "0".repeat(40);
    github
        .identities()
        .githubJob(
            Map.of(
                "sha", commits.head(),
                "workflow_ref", ModelRepository.NAME + "/" + ModelRepository.path(workflow),
                "workflow_sha", commits.head(),
                "job_workflow_ref", called,
                "job_workflow_sha", "0".repeat(40)));
    return git.in(new WorkflowRun(github, repository, workflow))
        .on(event)
        .packages(packages.host())
        .run();
  }

  private static String deployed() throws Exception {
    Path clone = git.checkout(github.newFolder("clone"));
    return Files.readString(clone.resolve("deploy/production/deployment.yaml"));
  }
}
