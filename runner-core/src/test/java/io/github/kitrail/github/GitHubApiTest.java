package io.github.kitrail.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.KitrailException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every request is one that GitHub's description allows, and every refusal is a sentence. */
@Tag("peer")
class GitHubApiTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final String SHA = "ce587453ced02b1526dfb4cb910479d431683101";
  private static final String MARKER = CommentMarker.of(List.of("acme/faq", "ci", "build"));

  private final List<Duration> pauses = new ArrayList<>();
  private MockGitHub gitHub;
  private GitHubApi api;

  @BeforeEach
  void start() throws Exception {
    gitHub = MockGitHub.start();
    api = open(gitHub.url());
  }

  private GitHubApi open(String url) throws KitrailException {
    Map<String, String> env =
        Map.of("GITHUB_API_URL", url, "GITHUB_REPOSITORY", MockGitHub.REPOSITORY);
    return GitHubApi.open(
        GitHubAccess.of(env, MockGitHub.TOKEN),
        env,
        null,
        Clock.fixed(NOW, ZoneOffset.UTC),
        pauses::add);
  }

  @AfterEach
  void stop() {
    if (gitHub != null) {
      api.close();
      gitHub.close();
    }
  }

  @Test
  void aCheckRunHasItsAnnotationsFiftyARequest() throws Exception {
    api.report(check(120));
    assertThat(gitHub.wrong()).isEmpty();
    JsonNode created = gitHub.received("checks/create").get(0).body();
    assertThat(created.path("head_sha").asText()).isEqualTo(SHA);
    assertThat(created.path("conclusion").asText()).isEqualTo("failure");
    assertThat(created.path("output").path("title").asText()).isEqualTo("2 failed");
    List<JsonNode> sent = new ArrayList<>();
    created.path("output").path("annotations").forEach(sent::add);
    for (MockGitHub.Received update : gitHub.received("checks/update")) {
      assertThat(update.body().path("output").path("summary").asText()).isEqualTo("**two**");
      update.body().path("output").path("annotations").forEach(sent::add);
    }
    assertThat(gitHub.received("checks/update")).hasSize(2);
    assertThat(sent.stream().map(it -> it.path("start_line").asInt()).distinct()).hasSize(120);
    assertThat(sent.get(0).path("path").asText()).isEqualTo("smoke.yaml");
  }

  @Test
  void aStatusHasAShortDescription() throws Exception {
    api.report(new CommitReport(SHA, "kitrail test", true, "é".repeat(200), "https://log.example"));
    assertThat(gitHub.wrong()).isEmpty();
    JsonNode body = gitHub.received("repos/create-commit-status").get(0).body();
    assertThat(body.path("state").asText()).isEqualTo("success");
    assertThat(body.path("description").asText()).hasSize(140).endsWith("…");
    assertThat(body.path("target_url").asText()).isEqualTo("https://log.example");
  }

  @Test
  void aDeploymentBeginsAndEnds() throws Exception {
    Deployment deployment =
        api.deploy(
            new DeploymentReport(SHA, "prod", "https://prod.example", null, "kitrail render"));
    deployment.start();
    deployment.end(true, "done");
    assertThat(gitHub.wrong()).isEmpty();
    JsonNode created = gitHub.received("repos/create-deployment").get(0).body();
    assertThat(created.path("ref").asText()).isEqualTo(SHA);
    assertThat(created.path("environment").asText()).isEqualTo("prod");
    assertThat(created.path("auto_merge").asBoolean(true)).isFalse();
    assertThat(created.path("required_contexts").isEmpty()).isTrue();
    List<MockGitHub.Received> statuses = gitHub.received("repos/create-deployment-status");
    assertThat(statuses)
        .extracting(it -> it.body().path("state").asText())
        .containsExactly("in_progress", "success");
    assertThat(statuses.get(1).body().path("environment_url").asText())
        .isEqualTo("https://prod.example");
  }

  @Test
  void anAttestationIsTheBundleAsItIs() throws Exception {
    String bundle = "{\"mediaType\": \"m\", \"verificationMaterial\": {}, \"dsseEnvelope\": {}}";
    api.attest(bundle.getBytes(StandardCharsets.UTF_8));
    assertThat(gitHub.wrong()).isEmpty();
    assertThat(
            gitHub
                .received("repos/create-attestation")
                .get(0)
                .body()
                .path("bundle")
                .path("mediaType")
                .asText())
        .isEqualTo("m");
  }

  @Test
  void thereIsOneCommentHoweverOftenItIsWritten() throws Exception {
    comments();
    api.comment(7, MARKER, "first");
    assertThat(gitHub.wrong()).isEmpty();
    assertThat(gitHub.received("issues/create-comment").get(0).body().path("body").asText())
        .isEqualTo(MARKER + "\nfirst");

    comments(comment(1, "octocat", "hello"), comment(2, "github-actions[bot]", MARKER + "\nfirst"));
    gitHub.answer("users/get-authenticated", Reply.forbidden(""));
    api.comment(7, MARKER, "second");
    assertThat(gitHub.received("issues/create-comment")).hasSize(1);
    MockGitHub.Received update = gitHub.received("issues/update-comment").get(0);
    assertThat(update.path()).containsEntry("comment_id", "2");
    assertThat(update.body().path("body").asText()).isEqualTo(MARKER + "\nsecond");

    comments(comment(2, "github-actions[bot]", MARKER + "\r\nsecond"));
    gitHub.answer("users/get-authenticated", Reply.forbidden(""));
    api.comment(7, MARKER, "second");
    assertThat(gitHub.received("issues/update-comment")).as("it says that already").hasSize(1);
    assertThat(gitHub.received("issues/create-comment")).hasSize(1);
    assertThat(gitHub.wrong()).isEmpty();
  }

  @Test
  void ourCommentIsFoundOnALaterPage() throws Exception {
    String next = gitHub.url() + "/repos/" + MockGitHub.REPOSITORY + "/issues/1347/comments?page=2";
    gitHub.answer(
        "issues/list-comments",
        Reply.with(array(comment(1, "octocat", "hello")))
            .header("Link", "<" + next + ">; rel=\"next\""),
        Reply.with(array(comment(2, "octocat", MARKER + "\nold"))));
    api.comment(7, MARKER, "new");
    assertThat(gitHub.wrong()).isEmpty();
    assertThat(gitHub.received("issues/list-comments").get(0).query())
        .containsEntry("per_page", "100");
    assertThat(gitHub.received("issues/list-comments").get(1).query()).containsEntry("page", "2");
    assertThat(gitHub.received("issues/update-comment").get(0).path())
        .containsEntry("comment_id", "2");
  }

  @Test
  void someoneElsesCommentWithOurMarkerIsLeftAlone() throws Exception {
    ObjectNode ghost = comment(4, "octocat", MARKER);
    ghost.putNull("user");
    comments(
        comment(1, "mallory", MARKER + "\nmine now"),
        comment(2, "github-actions[bot]", "> " + MARKER),
        comment(3, "other-app[bot]", MARKER),
        ghost);
    gitHub.answer("users/get-authenticated", Reply.forbidden(""));
    api.comment(7, MARKER, "text");
    assertThat(gitHub.wrong()).isEmpty();
    assertThat(gitHub.received("issues/update-comment")).isEmpty();
    assertThat(gitHub.received("issues/create-comment")).hasSize(1);
  }

  @Test
  void aMissingPermissionIsNamed() {
    refuse("checks/create", Reply.forbidden("checks=write"));
    assertThatThrownBy(() -> api.report(check(0)))
        .hasMessage(
            "Could not show the check \"kitrail test\" at "
                + SHA
                + " in octocat/Hello-World: GitHub answered 403 (Resource not accessible by"
                + " integration). Give the job `permissions: checks: write`.");
    refuse("issues/create-comment", Reply.forbidden("issues=write; pull_requests=write"));
    comments();
    assertThatThrownBy(() -> api.comment(7, MARKER, "x"))
        .hasMessageEndingWith("Give the job `permissions: pull-requests: write`.");
    refuse("repos/create-deployment", Reply.forbidden("deployments=write"));
    assertThatThrownBy(() -> api.deploy(new DeploymentReport(SHA, "prod", null, null, "x")))
        .hasMessageEndingWith("Give the job `permissions: deployments: write`.");
    refuse("repos/create-commit-status", Reply.forbidden("statuses=write"));
    assertThatThrownBy(() -> api.report(new CommitReport(SHA, "c", true, "x", null)))
        .hasMessageEndingWith("Give the job `permissions: statuses: write`.");
    refuse("repos/create-attestation", Reply.forbidden(""));
    assertThatThrownBy(() -> api.attest("{}".getBytes(StandardCharsets.UTF_8)))
        .hasMessageEndingWith("Give the job `permissions: attestations: write`.");
    assertThat(pauses).isEmpty();
  }

  @Test
  void anotherPermissionThanOursIsNamedAsGitHubDoes() {
    refuse("checks/create", Reply.forbidden("contents=write,workflows=write"));
    assertThatThrownBy(() -> api.report(check(0)))
        .hasMessageContaining("`permissions: contents: write,workflows: write`, which GitHub says");
  }

  @Test
  void whatIsNotThereAndWhatIsWrongIsToldApart() {
    refuse("repos/get", Reply.failing(404, "Not Found"));
    assertThatThrownBy(() -> api.report(check(0)))
        .hasMessageContaining("GitHub answered 404 (Not Found). There is no such thing")
        .hasMessageContaining("checks: write");
    Reply invalid = Reply.failing(422, "Validation Failed");
    ((ObjectNode) invalid.body())
        .putArray("errors")
        .addObject()
        .put("field", "head_sha")
        .put("code", "custom")
        .put("message", "is not a commit");
    refuse("checks/create", invalid);
    assertThatThrownBy(() -> api.report(check(0)))
        .hasMessageEndingWith("GitHub answered 422 (Validation Failed; head_sha is not a commit).");
    refuse("checks/create", Reply.failing(401, "Bad credentials"));
    assertThatThrownBy(() -> api.report(check(0)))
        .hasMessageContaining("401 (Bad credentials). The input github-token")
        .satisfies(e -> assertThat(e.toString()).doesNotContain(MockGitHub.TOKEN));
    assertThat(pauses).isEmpty();
  }

  @Test
  void aServersFailureIsTriedAgainWhereThatDoesNoHarm() throws Exception {
    gitHub.answer("repos/get", Reply.failing(502, "Bad Gateway"), Reply.failing(503, "Later"));
    api.report(check(0));
    assertThat(gitHub.received("repos/get")).hasSize(3);
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));

    comments();
    refuse("issues/create-comment", Reply.failing(502, "Bad Gateway"));
    assertThatThrownBy(() -> api.comment(7, MARKER, "x"))
        .hasMessageEndingWith("502 (Bad Gateway).");
    assertThat(gitHub.received("issues/create-comment")).as("a second one is not ours").hasSize(1);
    assertThat(pauses).hasSize(2);
  }

  @Test
  void aLimitThatEndsSoonIsWaitedFor() throws Exception {
    String soon = String.valueOf(NOW.plusSeconds(20).getEpochSecond());
    gitHub.answer("checks/create", usedUp(soon), secondary("15"));
    api.report(check(0));
    assertThat(gitHub.wrong()).isEmpty();
    assertThat(gitHub.received("checks/create")).hasSize(3);
    assertThat(pauses).containsExactly(Duration.ofSeconds(20), Duration.ofSeconds(15));
  }

  @Test
  void aMinuteIsWaitedInAllAndNoLonger() {
    gitHub.answer("checks/create", secondary("40"), secondary("30"));
    assertThatThrownBy(() -> api.report(check(0)))
        .hasMessageContaining(
            "GitHub asks for fewer requests (its secondary limit), and to wait 30 s")
        .hasMessageEndingWith("Run this job less often, or later.");
    assertThat(pauses).containsExactly(Duration.ofSeconds(40));
  }

  @Test
  void aLimitThatEndsLateIsTold() {
    refuse("checks/create", usedUp(String.valueOf(NOW.plusSeconds(1800).getEpochSecond())));
    assertThatThrownBy(() -> api.report(check(0)))
        .hasMessageContaining("GitHub's limit of requests is used up until 12:30 UTC.");
    refuse("checks/create", secondary("600"));
    assertThatThrownBy(() -> api.report(check(0))).hasMessageContaining("to wait 600 s");
    assertThat(pauses).isEmpty();
  }

  @Test
  void aSecondaryLimitWithoutATimeIsAMinute() throws Exception {
    gitHub.answer(
        "checks/create", Reply.failing(403, "You have exceeded a secondary rate limit. Wait."));
    api.report(check(0));
    assertThat(pauses).containsExactly(Duration.ofMinutes(1));
  }

  @Test
  void aRepositoryThatWasRenamedIsFollowed() throws Exception {
    gitHub.answer(
        "checks/create",
        Reply.failing(307, "Moved")
            .header("Location", gitHub.url() + "/repos/octocat/renamed/check-runs"));
    api.report(check(0));
    assertThat(gitHub.wrong()).isEmpty();
    assertThat(gitHub.received("checks/create").get(1).path()).containsEntry("repo", "renamed");
    assertThat(gitHub.received("checks/create").get(1).body())
        .isEqualTo(gitHub.received("checks/create").get(0).body());
  }

  @Test
  void theTokenGoesToNoOtherHost() throws Exception {
    try (MockGitHub other = MockGitHub.start()) {
      refuse(
          "repos/get",
          Reply.failing(301, "Moved")
              .header("Location", other.url() + "/repos/octocat/Hello-World"));
      assertThatThrownBy(() -> api.report(check(0)))
          .hasMessageContaining("leads to 127.0.0.1:")
          .hasMessageContaining("the token is for nobody else");
      assertThat(other.received()).isEmpty();
      assertThat(other.wrong()).isEmpty();
    }
  }

  @Test
  void aHostThatIsNotThereIsAskedOnce() throws Exception {
    String gone = gitHub.url();
    gitHub.close();
    try (GitHubApi nobody = open(gone)) {
      assertThatThrownBy(() -> nobody.report(check(0)))
          .hasMessageContaining("GitHub cannot be asked: Could not reach 127.0.0.1");
      assertThatThrownBy(() -> nobody.report(check(0))).hasMessageContaining("nothing listens");
    }
  }

  private void refuse(String operation, Reply reply) {
    gitHub.answer(operation, reply);
  }

  private static Reply usedUp(String reset) {
    return Reply.failing(403, "API rate limit exceeded for installation.")
        .header("x-ratelimit-remaining", "0")
        .header("x-ratelimit-reset", reset);
  }

  private static Reply secondary(String seconds) {
    return Reply.failing(429, "You have exceeded a secondary rate limit.")
        .header("retry-after", seconds);
  }

  private static CheckReport check(int notes) {
    List<CheckReport.Note> all = new ArrayList<>();
    for (int line = 1; line <= notes; line++) {
      all.add(new CheckReport.Note("smoke.yaml", line, "expected something else"));
    }
    return new CheckReport("kitrail test", SHA, false, null, "2 failed", "**two**", all);
  }

  private void comments(ObjectNode... comments) {
    gitHub.answer("issues/list-comments", Reply.with(array(comments)));
  }

  private static ArrayNode array(ObjectNode... comments) {
    return JsonNodeFactory.instance.arrayNode().addAll(List.of(comments));
  }

  private ObjectNode comment(long id, String login, String body) {
    ObjectNode comment =
        (ObjectNode) gitHub.example("GET", "/repos/octocat/Hello-World/issues/7/comments").get(0);
    ((ObjectNode) comment.path("user")).put("login", login);
    return comment.put("id", id).put("body", body);
  }
}
