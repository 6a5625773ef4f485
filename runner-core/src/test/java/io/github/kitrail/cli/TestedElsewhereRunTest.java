package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run takes the results of tests that several machines shared, and tests nothing again. */
class TestedElsewhereRunTest {
  @TempDir Path temp;
  private Path example;
  private String joined;
  private CommandRun.Shell shell;

  @BeforeEach
  void testInTwoShards() throws Exception {
    example = CommandRun.copyOfExample(temp.resolve("faq-bot"));
    shell = CommandRun.in(temp.resolve("home"));
    joined = temp.resolve("joined.json").toString();
  }

  private CommandRun testAndMerge() {
    Path reports = temp.resolve("reports");
    for (String shard : List.of("1/2", "2/2")) {
      String file = reports.resolve(shard.charAt(0) + ".json").toString();
      shell.run("test", example.toString(), "--shard", shard, "--report", file);
    }
    return shell.run("test", "merge", reports.toString(), "--report", joined);
  }

  private CommandRun run() {
    return shell.run("run", example.toString(), "--tested", joined, "--output", "json");
  }

  @Test
  void whatTheyTestedIsPublishedAndAttested() throws Exception {
    assertThat(testAndMerge().status()).isZero();
    CommandRun run = run();
    assertThat(run.status()).as(run.err()).isZero();
    JsonNode report = run.json();
    assertThat(report.at("/tests/passed").asInt()).isEqualTo(11);
    assertThat(report.path("verdict").asText()).isEqualTo("PASSED");
    assertThat(run.err()).doesNotContain("loading the model");
    CommandRun attested = shell.run("attestations", "faq-bot:1.0.0", "--output", "json");
    assertThat(attested.json().findValue("passed").toString()).contains("closed on Mondays");
  }

  @Test
  void whatTheyDidNotTestIsNot() throws Exception {
    assertThat(testAndMerge().status()).isZero();
    SecondVersion.garble(example);
    CommandRun other = run();
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err()).contains("is not about this model: model/faq-bot.gguf");
    assertThat(shell.run("list").out()).doesNotContain("faq-bot");
  }

  @Test
  void otherTestsAreNotThese() throws Exception {
    assertThat(testAndMerge().status()).isZero();
    Path spec = example.resolve("smoke.yaml");
    Files.writeString(spec, Files.readString(spec) + "# a change\n");
    CommandRun other = run();
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err()).contains("this spec: smoke.yaml has changed since");
  }

  @Test
  void testsThatFailedFailTheRun() throws Exception {
    SecondVersion.garble(example);
    assertThat(testAndMerge().status()).isEqualTo(4);
    CommandRun failed = run();
    assertThat(failed.status()).isEqualTo(4);
    assertThat(failed.json().path("stages").findValuesAsText("name")).endsWith("test");
  }

  @Test
  void aShardIsNotTheWhole() throws Exception {
    shell.run("test", example.toString(), "--shard", "1/2", "--report", joined);
    CommandRun part = run();
    assertThat(part.status()).isEqualTo(2);
    assertThat(part.err()).contains("is only shard 1/2 of a test");
  }
}
