package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever tests a ModelKit that is there already attests what came of it. */
class AttestReportRunTest {
  @TempDir Path temp;
  private Path example;
  private String key;
  private String report;
  private CommandRun.Shell shell;

  @BeforeEach
  void pack() throws Exception {
    example = CommandRun.copyOfExample(temp.resolve("faq-bot"));
    shell = CommandRun.in(temp.resolve("home")).with("COSIGN_PASSWORD", "secret");
    key = temp.resolve("key").toString();
    report = temp.resolve("tests.json").toString();
    ok("generate-key", "--out", key);
    ok("pack", example.toString(), "-t", "faq:1");
  }

  private CommandRun ok(String... line) {
    CommandRun run = shell.run(line);
    assertThat(run.status()).as(run.err()).isZero();
    return run;
  }

  private CommandRun test(String target, String... more) {
    return run(
        List.of("test", target, "--spec", example + "/smoke.yaml", "--report", report), more);
  }

  private CommandRun attest(String reference, String... more) {
    return run(
        List.of(
            "attest",
            reference,
            "--type",
            "test-result",
            "--report",
            report,
            "--key",
            key + ".key"),
        more);
  }

  private CommandRun run(List<String> line, String... more) {
    List<String> all = new ArrayList<>(line);
    all.addAll(List.of(more));
    return shell.run(all.toArray(String[]::new));
  }

  @Test
  void theReportOfThisModelKitIsAttested() throws Exception {
    assertThat(test("faq:1").status()).isZero();
    CommandRun attested = attest("faq:1");
    assertThat(attested.status()).as(attested.err()).isZero();
    CommandRun list = ok("attestations", "faq:1", "--key", key + ".pub", "--output", "json");
    assertThat(list.json().findValue("passed").toString()).contains("closed on Mondays");
    CommandRun baseline =
        test(example.toString(), "--baseline", "faq:1", "--key", key + ".pub", "-q");
    assertThat(baseline.status()).as(baseline.err()).isZero();
    assertThat(baseline.out()).contains("Nothing is worse than faq:1, at ");
  }

  @Test
  void aFailureIsAttestedAsOne() throws Exception {
    Path spec = example.resolve("smoke.yaml");
    Files.writeString(spec, Files.readString(spec).replace("A sourdough loaf costs", "A stone is"));
    assertThat(test("faq:1").status()).isEqualTo(4);
    assertThat(attest("faq:1").status()).isZero();
    Path policy =
        Files.writeString(temp.resolve("policy.yaml"), "version: 1\nrequire: [test-result]\n");
    CommandRun gate =
        shell.run("gate", "faq:1", "--policy", policy.toString(), "--key", key + ".pub");
    assertThat(gate.status()).isEqualTo(3);
    assertThat(gate.out() + gate.err()).contains("FAILED");
  }

  @Test
  void theReportOfAnythingElseIsNot() throws Exception {
    assertThat(test(example.toString()).status()).isZero();
    CommandRun folder = attest("faq:1");
    assertThat(folder.status()).isEqualTo(2);
    assertThat(folder.err())
        .contains("is about faq-bot, and not about faq@sha256:", "kitrail test faq:1 --spec FILE");
    Files.writeString(example.resolve("docs/more.md"), "more\n");
    ok("pack", example.toString(), "-t", "faq:2");
    assertThat(test("faq:2").status()).isZero();
    assertThat(attest("faq:1").err()).contains("and not about faq@sha256:");
    assertThat(test("faq:1", "--shard", "1/2").status()).isZero();
    assertThat(attest("faq:1").err()).contains("is only shard 1/2 of a test");
    assertThat(attest("faq:1", "--asset", "model").err()).contains("leave --predicate and --asset");
    assertThat(shell.run("attestations", "faq:1", "--output", "json").out())
        .doesNotContain("test-result");
  }
}
