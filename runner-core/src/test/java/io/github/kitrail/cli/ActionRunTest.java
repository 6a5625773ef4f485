package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.fixture.Access;
import io.github.kitrail.fixture.FixtureRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps of a workflow that do what they should, against a registry that wants a login. */
class ActionRunTest {
  @TempDir Path temp;
  private FixtureRegistry registry;
  private ActionShell github;
  private String reference;

  @BeforeEach
  void aRegistryAndARunner() throws Exception {
    registry = FixtureRegistry.builder().access(Access.basic("ci", "s3cret-pass")).start();
    reference = registry.host() + "/acme/faq-bot:1";
    github =
        ActionShell.in(temp)
            .input("plain-http", "true")
            .input("registry-username", "ci")
            .input("registry-password", "s3cret-pass\n");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void publishGivesDigestAndReferenceToTheNextSteps() throws Exception {
    Path kit = TinyKit.in(github.workspace().resolve("kit"));
    ActionShell.Step step =
        github
            .input("directory", kit)
            .input("tag", reference)
            .input("expect", "signature\n\n slsa-provenance \n")
            .input("compression", "")
            .run("publish");
    assertThat(step.run().status()).as(step.run().err()).isZero();
    assertThat(step.outputs().keySet()).containsExactly("reference", "digest", "metadata");
    assertThat(step.outputs().get("reference")).isEqualTo(reference);
    String digest = step.outputs().get("digest");
    assertThat(digest).matches("sha256:[0-9a-f]{64}");
    assertThat(step.metadata().path("digest").asText()).isEqualTo(digest);
    assertThat(step.metadata().path("layers")).hasSize(4);
    assertThat(step.artifacts())
        .isEqualTo("oci://" + registry.host() + "/acme/faq-bot@" + digest + "\n");
    assertThat(step.summary())
        .contains("✅ kitrail publish", digest, "| Layer | Size | Digest |", "model.gguf");
    assertThat(step.run().out()).contains("Published " + reference + " " + digest);
    assertThat(step.commands("group")).containsExactly("::group::kitrail publish");
    assertThat(step.commands("endgroup")).hasSize(1);
    assertThat(step.commands("add-mask")).containsExactly("::add-mask::s3cret-pass");
    String log = step.run().err().replace("::add-mask::s3cret-pass", "") + step.run().out();
    assertThat(log + step.summary()).doesNotContain("s3cret-pass");
  }

  @Test
  void shardsAreJoinedAndToldLikeAnyTest() throws Exception {
    Path example = CommandRun.copyOfExample(github.workspace().resolve("faq-bot"));
    Path shards = github.workspace().resolve("shards");
    ActionShell runner = ActionShell.in(temp);
    for (String part : List.of("1", "2")) {
      ActionShell.Step test =
          runner
              .input("modelkit", example)
              .input("shard", part + "/2")
              .input("report", shards.resolve(part + ".json"))
              .run("test");
      assertThat(test.run().status()).as(test.run().err()).isZero();
    }
    ActionShell.Step joined =
        runner
            .input("shards", shards.resolve("1.json") + "\n" + shards.resolve("2.json") + "\n")
            .run("test merge");
    assertThat(joined.run().status()).as(joined.run().err()).isZero();
    assertThat(joined.outputs()).containsEntry("tests-passed", "11");
    assertThat(joined.summary())
        .contains("✅ kitrail test merge", "**11 smoke tests passed, 0 failed**");
    ActionShell.Step part = runner.input("shards", shards.resolve("1.json")).run("test merge");
    assertThat(part.run().status()).isEqualTo(2);
    assertThat(part.commands("error")).singleElement().asString().contains("shard 2/2 is missing");
  }

  @Test
  void runGoesTheWholeWayWithAKeyFromASecret() throws Exception {
    CommandRun.copyOfExample(github.workspace().resolve("faq-bot"));
    ActionShell.Step step =
        github
            .input("directory", github.workspace().resolve("faq-bot"))
            .input("tag", reference)
            .input("key", cosign("p256.key"))
            .input("key-passphrase", "pw")
            .input("junit", github.workspace().resolve("tests.xml"))
            .input("bundle", github.workspace().resolve("evidence"))
            .run("run");
    assertThat(step.run().status()).as(step.run().err()).isZero();
    assertThat(step.outputs())
        .containsEntry("tests-passed", "11")
        .containsEntry("tests-failed", "0")
        .containsEntry("verdict", "PASSED")
        .containsEntry("report", "tests.xml")
        .containsEntry("bundle-path", "evidence")
        .containsEntry(
            "deploy-dir",
            "faq-bot/deploy/llama-cpp\nfaq-bot/deploy/ollama\nfaq-bot/deploy/kubernetes")
        .doesNotContainKey("failed-stage");
    assertThat(github.workspace().resolve("evidence/index.json")).exists();
    assertThat(step.commands("group"))
        .contains("::group::test", "::group::push", "::group::sign", "::group::tag");
    assertThat(step.commands("endgroup")).hasSameSizeAs(step.commands("group"));
    assertThat(step.summary())
        .contains("| validate | ✅ passed |", "11 smoke tests passed, 0 failed", "nuts, where")
        .contains("https://slsa.dev/provenance/v1", "Gate: **PASSED**", "kubernetes");
    assertThat(step.run().err().replaceAll("(?m)^::add-mask::.*$", ""))
        .doesNotContain(cosign("p256.key").lines().skip(1).findFirst().orElseThrow());

    ActionShell.Step verified =
        github
            .input("reference", reference)
            .input("key", cosign("p256.pub"))
            .input("type", "slsa-provenance\ntest-result")
            .run("verify");
    assertThat(verified.run().status()).as(verified.run().err()).isZero();
    assertThat(verified.outputs().get("digest")).isEqualTo(step.outputs().get("digest"));
    assertThat(verified.summary()).contains("Verified", "https://slsa.dev/provenance/v1");
    CommandRun listed =
        github
            .shell()
            .with("KITRAIL_REGISTRY_USERNAME", "ci")
            .with("KITRAIL_REGISTRY_PASSWORD", "s3cret-pass")
            .run("attestations", reference, "--plain-http", "--output", "json");
    JsonNode claims = listed.json().path("attestations");
    assertThat(claims.findValues("tests")).as("of the test result alone").hasSize(1);
    assertThat(claims.findValue("tests").path("result").asText()).isEqualTo("PASSED");
    assertThat(claims.findValue("tests").path("passed")).hasSize(11);

    ActionShell.Step promoted =
        github
            .input("source", reference)
            .input("destination", registry.host() + "/acme/production:1")
            .run("promote");
    assertThat(promoted.run().status()).as(promoted.run().err()).isZero();
    assertThat(promoted.artifacts()).contains("/acme/production@" + step.outputs().get("digest"));
    assertThat(promoted.summary()).contains("4 signatures and attestations went along");

    ActionShell.Step rendered =
        github
            .input("reference", reference)
            .input("target", "ollama")
            .input("dir", github.workspace().resolve("out"))
            .run("render");
    assertThat(rendered.run().status()).as(rendered.run().err()).isZero();
    assertThat(rendered.outputs()).containsEntry("deploy-dir", "out");
  }

  @Test
  void theSummaryCanBeLeftOut() throws Exception {
    Path kit = TinyKit.in(github.workspace().resolve("kit"));
    ActionShell.Step step =
        github
            .input("directory", kit)
            .input("tag", reference)
            .input("summary", "false")
            .run("publish");
    assertThat(step.run().status()).as(step.run().err()).isZero();
    assertThat(step.summary()).isEmpty();
    assertThat(step.outputs()).containsKey("digest");
  }

  @Test
  void aDockerConfigurationIsALoginToo() throws Exception {
    Path kit = TinyKit.in(github.workspace().resolve("kit"));
    String auth = "Y2k6czNjcmV0LXBhc3M=";
    ActionShell.Step step =
        github
            .input("registry-username", "")
            .input("registry-password", "")
            .input(
                "docker-config",
                "{\"auths\": {\"" + registry.host() + "\": {\"auth\": \"" + auth + "\"}}}")
            .input("directory", kit)
            .input("tag", reference)
            .run("publish");
    assertThat(step.run().status()).as(step.run().err()).isZero();
    assertThat(step.commands("add-mask"))
        .containsExactly("::add-mask::" + auth, "::add-mask::s3cret-pass");
  }

  /** A name that somebody else chose must not speak to the runner. */
  @Test
  void nothingInAModelKitIsACommand() throws Exception {
    Path kit = TinyKit.in(github.workspace().resolve("kit"));
    Files.createDirectories(kit.resolve("::error::x"));
    Files.writeString(kit.resolve("::error::x/##[error]a|b.md"), "x");
    Files.writeString(
        kit.resolve("Kitfile"),
        Files.readString(kit.resolve("Kitfile"))
            .replace("{path: README.md}", "{path: '::error::x/##[error]a|b.md'}"));
    ActionShell.Step step = github.input("directory", kit).input("tag", reference).run("publish");
    assertThat(step.run().status()).as(step.run().err()).isZero();
    assertThat(step.commands("error")).isEmpty();
    assertThat(step.run().out() + step.run().err()).doesNotContain("##[");
    assertThat(step.summary()).contains("a&#124;b.md");
  }

  private String cosign(String name) throws Exception {
    Path file =
        Path.of(
            Objects.requireNonNull(
                    getClass().getResource("/io/github/kitrail/evidence/cosign/" + name))
                .toURI());
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
