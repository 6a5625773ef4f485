package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.evidence.Samples;
import io.github.kitrail.fixture.FixtureRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pull request can show: all that needs no key, and nothing that others see. */
class DryRunTest {
  /** Nobody answers there. */
  private static final String NOWHERE = "127.0.0.1:1/acme/faq-bot:1";

  @TempDir Path temp;
  private Path example;
  private CommandRun.Shell shell;

  @BeforeEach
  void theExample() throws Exception {
    example = CommandRun.copyOfExample(temp.resolve("faq-bot"));
    shell = CommandRun.in(temp.resolve("home")).with("CI", "true");
  }

  @Test
  void needsNoKeyAndNoRegistry() throws Exception {
    CommandRun run =
        shell.run(
            "run",
            example.toString(),
            "-t",
            NOWHERE,
            "--plain-http",
            "--dry-run",
            "--output",
            "json");
    assertThat(run.status()).as(run.err()).isZero();
    JsonNode report = run.json();
    assertThat(report.path("stages").findValuesAsText("name"))
        .containsExactly("validate", "test", "pack");
    assertThat(report.path("tests").path("passed").asInt()).isEqualTo(11);
    assertThat(report.path("signatures")).isEmpty();
    assertThat(report.path("rendered")).isEmpty();
    assertThat(report.path("warning").asText()).contains("dry run");
    String digest = report.path("digest").asText();
    assertThat(report.path("reference").asText())
        .isEqualTo("store:127.0.0.1:1/acme/faq-bot@" + digest);
    assertThat(temp.resolve("home/kitrail/development.key")).doesNotExist();
    assertThat(example.resolve("deploy")).doesNotExist();
    assertThat(shell.run("run", example.toString(), "--dry-run").out()).contains("A dry run");
  }

  @Test
  void packsWhatTheRunItselfPushes() throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String[] run = {
        "run",
        example.toString(),
        "-t",
        registry.host() + "/acme/faq-bot:1",
        "--plain-http",
        "--output",
        "json",
        "--dry-run"
      };
      String dry = shell.run(run).json().path("digest").asText();
      assertThat(registry.requests()).isEmpty();
      run[run.length - 1] = "--key=" + key();
      CommandRun real = shell.with("COSIGN_PASSWORD", "pw").run(run);
      assertThat(real.status()).as(real.err()).isZero();
      assertThat(real.json().path("digest").asText()).isEqualTo(dry);
    }
  }

  private String key() throws Exception {
    return Samples.path("cosign/p256.key").toString();
  }

  @Test
  void noTagOfTheStoreMoves() throws Exception {
    CommandRun.Shell laptop = CommandRun.in(temp.resolve("laptop"));
    assertThat(laptop.run("run", example.toString()).status()).isZero();
    String before = laptop.run("inspect", "faq-bot:1.0.0").out();
    Files.writeString(example.resolve("docs/new.md"), "something new\n");
    assertThat(laptop.run("run", example.toString(), "--dry-run").status()).isZero();
    assertThat(laptop.run("inspect", "faq-bot:1.0.0").out()).isEqualTo(before);
  }

  @Test
  void whatARunWouldRefuseIsRefused() throws Exception {
    Files.writeString(example.resolve("policy.yaml"), "version: 1\nrequire: [no-such-type]\n");
    CommandRun policy = shell.run("run", example.toString(), "--dry-run");
    assertThat(policy.status()).isEqualTo(2);
    assertThat(policy.err()).contains("validate failed", "no-such-type");
    Files.delete(example.resolve("kitrail.yaml"));
    Files.writeString(
        example.resolve("smoke.yaml"),
        "tests: [{name: a, prompt: Hi, maxTokens: 4, assert: [{contains: xyzzy}]}]\n");
    CommandRun tests = shell.run("run", example.toString(), "--dry-run", "--output", "json");
    assertThat(tests.status()).isEqualTo(4);
    assertThat(tests.json().has("digest")).isFalse();
    assertThat(tests.json().has("warning")).as("nothing was packed").isFalse();
  }

  @Test
  void aPullRequestHasNoTag() throws Exception {
    Files.writeString(
        example.resolve("kitrail.yaml"),
        "version: 1\nreference: registry.example.com/acme/faq-bot:${git.tag}\n");
    CommandRun run = shell.run("run", example.toString(), "--dry-run");
    assertThat(run.status()).as(run.err()).isZero();
    Files.writeString(
        example.resolve("kitrail.yaml"),
        "version: 1\nreference: registry.example.com/acme/faq-bot:${git.tga}\n");
    assertThat(shell.run("run", example.toString(), "--dry-run").err()).contains("git.tga");
  }
}
