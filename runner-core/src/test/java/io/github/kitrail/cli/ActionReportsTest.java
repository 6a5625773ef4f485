package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.github.MockGitHub;
import io.github.kitrail.github.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What GitHub's API hears of steps, held against GitHub's own description of it. */
@Tag("peer")
class ActionReportsTest {
  private static final String HEAD = "6dcb09b5b57875f334f61aebed695e2e4193db5e";
  private static final String MERGE = "ce587453ced02b1526dfb4cb910479d431683101";

  @TempDir Path temp;
  private MockGitHub api;
  private FixtureRegistry registry;
  private ActionShell push;
  private ActionShell github;

  @BeforeEach
  void aRunner() throws Exception {
    api = MockGitHub.start();
    registry = FixtureRegistry.start();
    push =
        ActionShell.in(temp)
            .with("GITHUB_REPOSITORY", MockGitHub.REPOSITORY)
            .with("GITHUB_API_URL", api.url())
            .with("GITHUB_SHA", MERGE)
            .with("GITHUB_RUN_ID", "42")
            .with("GITHUB_WORKFLOW", "ci")
            .with("GITHUB_JOB", "build")
            .input("github-token", MockGitHub.TOKEN)
            .input("plain-http", "true");
    github = push.forPullRequest(7, HEAD);
  }

  @AfterEach
  void stop() {
    if (api != null) {
      api.close();
      registry.close();
      assertThat(api.wrong()).isEmpty();
    }
  }

  @Test
  void aRunTellsAllThatItIsAskedTo() throws Exception {
    Path kit = CommandRun.copyOfExample(github.workspace().resolve("faq-bot"));
    String main = registry.host() + "/acme/faq-bot:main";
    ActionShell run =
        github
            .input("directory", kit)
            .input("key", cosign("p256.key"))
            .input("key-passphrase", "pw");
    ActionShell.Step base = run.input("tag", main).run("run");
    assertThat(base.run().status()).as(base.run().err()).isZero();
    assertThat(api.received()).as("nothing was asked for").isEmpty();

    Path spec = kit.resolve("smoke.yaml");
    Files.writeString(
        spec, Files.readString(spec).replace("- name: a price", "- name: what it costs in all"));
    noComments();
    ActionShell.Step step =
        run.input("tag", registry.host() + "/acme/faq-bot:pr-7")
            .input("check", "check-run")
            .input("comment", "true")
            .input("comment-base", main)
            .input("deployment", "staging")
            .input("deployment-url", "https://staging.example")
            .input("github-attestations", "true")
            .run("run");
    assertThat(step.run().status()).as(step.run().err()).isZero();
    assertThat(step.commands("warning")).isEmpty();
    assertThat(api.wrong()).isEmpty();

    JsonNode check = api.received("checks/create").get(0).body();
    assertThat(check.path("head_sha").asText()).as("of the pull request").isEqualTo(HEAD);
    assertThat(check.path("conclusion").asText()).isEqualTo("success");
    assertThat(check.path("output").path("title").asText())
        .isEqualTo("11 smoke tests passed, 0 failed; the gate says PASSED");
    assertThat(check.path("output").path("summary").asText()).contains("| validate | ✅ passed |");
    assertThat(check.path("details_url").asText())
        .isEqualTo("https://github.com/octocat/Hello-World/actions/runs/42");

    String comment = api.received("issues/create-comment").get(0).body().path("body").asText();
    assertThat(comment)
        .startsWith("<!-- kitrail 127.0.0.1:")
        .contains("Compared with <code>" + main + "</code>")
        .contains("faq-bot@" + step.outputs().get("digest"), "Gate: **PASSED**")
        .contains("| <code>smoke.yaml</code> |", "layers are the same. In all ")
        .contains("**11 smoke tests passed, 0 failed**")
        .contains("The base's test result says: 11 passed, 0 failed")
        .contains("New: <code>what it costs in all</code>", "Gone: <code>a price</code>")
        .contains("| <code>https://slsa.dev/provenance/v1</code> | 1 | 1 |");

    assertThat(states()).containsExactly("in_progress", "success");
    List<MockGitHub.Received> stored = api.received("repos/create-attestation");
    assertThat(stored)
        .hasSize(
            step.metadata().path("signatures").size() + step.metadata().path("attestations").size())
        .hasSizeGreaterThan(2)
        .allMatch(it -> it.body().path("bundle").path("dsseEnvelope").has("payload"));
  }

  @Test
  void aDryRunComparesWhatItPacked() throws Exception {
    Path kit = TinyKit.in(github.workspace().resolve("kit"));
    String main = registry.host() + "/acme/tiny:main";
    ActionShell run = github.input("directory", kit);
    assertThat(run.input("tag", main).run("publish").run().status()).isZero();
    Files.writeString(kit.resolve("data/train.jsonl"), "{\"more\": 1}\n");
    noComments();
    ActionShell.Step step =
        run.input("tag", registry.host() + "/acme/tiny:pr")
            .input("dry-run", "true")
            .input("comment", "true")
            .input("comment-base", main)
            .run("run");
    assertThat(step.run().status()).as(step.run().err()).isZero();
    assertThat(step.commands("warning")).isEmpty();
    assertThat(api.received("issues/create-comment").get(0).body().path("body").asText())
        .contains("A dry run", "Compared with <code>" + main + "</code>")
        .contains("| <code>data/train.jsonl</code> |", "3 layers are the same")
        .doesNotContain("Evidence");
    assertThat(registry.repository("acme/tiny").tags()).containsOnlyKeys("main");
  }

  @Test
  void aFailedTestIsShownInItsLineAndTheDeploymentFails() throws Exception {
    Path kit = CommandRun.copyOfExample(github.workspace().resolve("faq-bot"));
    Path spec = kit.resolve("smoke.yaml");
    Files.writeString(spec, Files.readString(spec).replace("4.80 euros", "9.99 euros"));
    int line = Files.readAllLines(spec).indexOf("  - name: a price") + 1;
    ActionShell.Step tested = github.input("modelkit", kit).input("check", "check-run").run("test");
    assertThat(tested.run().status()).isEqualTo(4);
    JsonNode check = api.received("checks/create").get(0).body();
    assertThat(check.path("name").asText()).isEqualTo("kitrail test (faq-bot)");
    assertThat(check.path("conclusion").asText()).isEqualTo("failure");
    JsonNode note = check.path("output").path("annotations").get(0);
    assertThat(note.path("path").asText()).isEqualTo("faq-bot/smoke.yaml");
    assertThat(note.path("start_line").asInt()).isEqualTo(line);

    ActionShell.Step run =
        github
            .input("directory", kit)
            .input("tag", registry.host() + "/acme/faq-bot:1")
            .input("key", cosign("p256.key"))
            .input("key-passphrase", "pw")
            .input("check", "commit-status")
            .input("deployment", "staging")
            .run("run");
    assertThat(run.run().status()).isEqualTo(4);
    JsonNode status = api.received("repos/create-commit-status").get(0).body();
    assertThat(api.received("repos/create-commit-status").get(0).path()).containsEntry("sha", HEAD);
    assertThat(status.path("state").asText()).isEqualTo("failure");
    assertThat(status.path("description").asText()).isEqualTo("10 smoke tests passed, 1 failed");
    assertThat(states()).containsExactly("in_progress", "failure");
  }

  @Test
  void aMissingPermissionIsAWarningAndTheStepGoesOn() throws Exception {
    api.answer("issues/list-comments", Reply.forbidden("pull_requests=read"));
    ActionShell publish = publish(registry.host() + "/acme/faq:1").input("comment", "true");
    ActionShell.Step step = publish.run("publish");
    assertThat(step.run().status()).as(step.run().err()).isZero();
    assertThat(step.outputs()).containsKey("digest");
    assertThat(step.commands("error")).isEmpty();
    assertThat(step.commands("warning")).hasSize(1);
    assertThat(step.commands("warning").get(0)).contains("`permissions: pull-requests: ");

    noComments();
    api.answer("issues/create-comment", Reply.forbidden("issues=write; pull_requests=write"));
    String event = Files.readString(temp.resolve("event.json"));
    Files.writeString(
        temp.resolve("event.json"), event.replace(MockGitHub.REPOSITORY, "mallory/Hello-World"));
    ActionShell.Step fork = publish.run("publish");
    assertThat(fork.run().status()).isZero();
    assertThat(fork.commands("warning").get(0))
        .contains("`permissions: pull-requests: write`", "from a fork, whose token can only read");
  }

  @Test
  void withoutABaseTheCommentSaysSo() throws Exception {
    noComments();
    ActionShell.Step step =
        publish(registry.host() + "/acme/faq:pr")
            .input("comment", "true")
            .input("comment-base", registry.host() + "/acme/faq:main")
            .run("publish");
    assertThat(step.run().status()).as(step.run().err()).isZero();
    assertThat(step.commands("warning")).isEmpty();
    assertThat(comment()).contains("There is no ModelKit ", "faq:main to compare with yet.");
  }

  @Test
  void aCommentOfThisJobIsWrittenAnew() throws Exception {
    noComments();
    ActionShell publish = publish(registry.host() + "/acme/faq:1").input("comment", "true");
    publish.run("publish");
    JsonNode example = api.example("GET", "/repos/o/r/issues/7/comments");
    ((com.fasterxml.jackson.databind.node.ObjectNode) example.get(0)).put("body", comment());
    api.answer("issues/list-comments", Reply.with(example));
    Files.writeString(github.workspace().resolve("kit/README.md"), "# Other\n");
    publish.input("tag", registry.host() + "/acme/faq:2").run("publish");
    assertThat(api.received("issues/create-comment")).hasSize(1);
    assertThat(api.received("issues/update-comment")).hasSize(1);

    noComments();
    publish.with("GITHUB_JOB", "other").run("publish");
    assertThat(api.received("issues/create-comment")).as("another job's").hasSize(2);
    assertThat(comment().lines().findFirst()).isNotEqualTo(secondComment().lines().findFirst());
  }

  /** Names that somebody else chose must call nobody and be no Markdown. */
  @Test
  void nothingInAModelKitIsMarkdown() throws Exception {
    String base = registry.host() + "/acme/faq:main";
    assertThat(publish(base).run("publish").run().status()).isZero();
    Path kit = github.workspace().resolve("kit");
    String name = "@everyone <img src=x> [x](http://evil.example) --> a|b `c`.md";
    Files.writeString(kit.resolve(name.replace("/", "_")), "x");
    Files.writeString(
        kit.resolve("Kitfile"),
        Files.readString(kit.resolve("Kitfile"))
            .replace("{path: README.md}", "{path: '" + name.replace("/", "_") + "'}"));
    noComments();
    ActionShell.Step step =
        publish(registry.host() + "/acme/faq:pr", kit)
            .input("comment", "true")
            .input("comment-base", base)
            .run("publish");
    assertThat(step.run().status()).as(step.run().err()).isZero();
    assertHarmless(comment(), "everyone");

    Files.writeString(
        kit.resolve("smoke.yaml"),
        "tests:\n  - {name: '" + name + "', prompt: x, maxTokens: 1, assert: [{equals: NO}]}\n");
    Path example = CommandRun.copyOfExample(github.workspace().resolve("faq-bot"));
    Files.copy(
        kit.resolve("smoke.yaml"),
        example.resolve("smoke.yaml"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    github.input("modelkit", example).input("check", "check-run").run("test");
    JsonNode output = api.received("checks/create").get(0).body().path("output");
    assertHarmless(output.path("summary").asText(), "everyone");
  }

  private static void assertHarmless(String markdown, String shown) {
    // The last line is a link of ours.
    String foreign =
        markdown.replaceFirst("\\[The log and the job summary]\\(https://github.*", "");
    assertThat(foreign).contains(shown).doesNotContain("<img", "](http", "`c`", "a|b");
    String text =
        foreign
            .replaceAll("(?s)<code>.*?</code>", "")
            .replaceAll("(?s)<pre>.*?</pre>", "")
            .replaceFirst("^<!--.*-->", "");
    assertThat(text).doesNotContainPattern("@\\w").doesNotContain("-->", "http://");
  }

  private ActionShell publish(String tag) throws Exception {
    return publish(tag, TinyKit.in(github.workspace().resolve("kit")));
  }

  private ActionShell publish(String tag, Path kit) {
    return github.input("directory", kit).input("tag", tag);
  }

  private void noComments() {
    ArrayNode none = JsonNodeFactory.instance.arrayNode();
    api.answer("issues/list-comments", Reply.with(none));
  }

  private String comment() {
    return api.received("issues/create-comment").get(0).body().path("body").asText();
  }

  private String secondComment() {
    return api.received("issues/create-comment").get(1).body().path("body").asText();
  }

  private List<String> states() {
    return api.received("repos/create-deployment-status").stream()
        .map(it -> it.body().path("state").asText())
        .toList();
  }

  private String cosign(String name) throws Exception {
    return Files.readString(
        Path.of(
            Objects.requireNonNull(
                    getClass().getResource("/io/github/kitrail/evidence/cosign/" + name))
                .toURI()),
        StandardCharsets.UTF_8);
  }
}
