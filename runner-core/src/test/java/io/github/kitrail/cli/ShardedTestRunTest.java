package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.inference.command.FakeCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several machines share the example's tests, and their reports become one. */
class ShardedTestRunTest {
  @TempDir Path temp;
  private Path example;
  private Path reports;
  private CommandRun.Shell shell;

  @BeforeEach
  void copyTheExample() throws Exception {
    example = CommandRun.copyOfExample(temp.resolve("faq-bot"));
    reports = temp.resolve("reports");
    shell = CommandRun.in(temp.resolve("home"));
  }

  private CommandRun shard(String shard) {
    String file = shard.replace('/', '-') + ".json";
    return shell.run(
        "test",
        example.toString(),
        "--shard",
        shard,
        "--report",
        reports.resolve("job-" + file).resolve(file).toString());
  }

  private static List<String> names(Path report) throws Exception {
    JsonNode json = new ObjectMapper().readTree(report.toFile());
    return json.path("cases").findValuesAsText("name");
  }

  @Test
  void theirReportsAreWhatOneMachineWouldHaveWritten() throws Exception {
    Path whole = temp.resolve("whole.json");
    shell.run("test", example.toString(), "--report", whole.toString());
    CommandRun first = shard("1/3");
    assertThat(first.status()).as(first.err()).isZero();
    assertThat(first.out()).contains("5 passed, 0 failed", "shard 1/3");
    assertThat(first.err()).contains("/5 passed: ", "tokens/s)");
    shard("2/3");
    shard("3/3");
    Path joined = temp.resolve("joined.json");
    CommandRun merge =
        shell.run(
            "test",
            "merge",
            reports.toString(),
            "--report",
            joined.toString(),
            "--junit",
            temp.resolve("joined.xml").toString(),
            "--html",
            temp.resolve("joined.html").toString(),
            "--markdown",
            temp.resolve("joined.md").toString());
    assertThat(merge.status()).as(merge.err()).isZero();
    assertThat(merge.out()).contains("faq-bot: 11 passed, 0 failed");
    assertThat(names(joined)).hasSize(11).isEqualTo(names(whole));
    assertThat(temp.resolve("joined.xml")).content().contains("tests=\"11\" failures=\"0\"");
    assertThat(temp.resolve("joined.html"))
        .content()
        .contains("11 passed, 0 failed", "We open at 7 in the morning");
    assertThat(temp.resolve("joined.md"))
        .content()
        .contains("## ✅ faq-bot", "**11 smoke tests passed, 0 failed**", "| a price | ✅ passed |");
  }

  /** Of five shards two have questions, two a command, and one has nothing. */
  @Test
  void eachLooksAtTheStructureAndCommandsAreDealtOutAfterTheQuestions() throws Exception {
    String command =
        FakeCommand.line("print").stream()
            .map(it -> '"' + it.replace("\\", "\\\\") + '"')
            .collect(Collectors.joining(", ", "[", "]"));
    Files.writeString(
        example.resolve("smoke.yaml"),
        """
        structure: true
        tests:
          - {name: first command, exec: %1$s}
          - name: "{{questions.0}}"
            cases: {file: datasets/faq.jsonl, limit: 2}
            messages: [{role: user, content: "{{questions.0}}"}]
            assert: [{equals: "{{answer}}"}]
          - {name: second command, exec: %1$s}
        """
            .formatted(command));
    Path whole = temp.resolve("whole.json");
    shell.run("test", example.toString(), "--report", whole.toString());
    assertThat(names(whole))
        .containsExactly(
            "the model's format is known",
            "structure of model/faq-bot.gguf",
            "the model loads",
            "Where is the bakery?, row 1",
            "When do you open?, row 2",
            "first command",
            "second command");
    for (int shard = 1; shard <= 5; shard++) {
      CommandRun run = shard(shard + "/5");
      assertThat(run.status()).as(run.err() + run.out()).isZero();
      assertThat(run.out()).contains(shard == 5 ? "3 passed" : "4 passed");
    }
    Path joined = temp.resolve("joined.json");
    CommandRun merge =
        shell.run("test", "merge", reports.toString(), "--report", joined.toString());
    assertThat(merge.status()).as(merge.err()).isZero();
    assertThat(names(joined)).isEqualTo(names(whole));
    CommandRun run = shell.run("run", example.toString(), "--tested", joined.toString());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).doesNotContain("loading the model");
  }

  @Test
  void withoutAllShardsThereIsNoVerdict() {
    shard("1/2");
    CommandRun merge = shell.run("test", "merge", reports.toString());
    assertThat(merge.status()).isEqualTo(2);
    assertThat(merge.err()).contains("The report of shard 2/2 is missing");
    CommandRun nothing = shell.run("test", "merge", temp.resolve("home").toString());
    assertThat(nothing.status()).isEqualTo(2);
    CommandRun none = shell.run("test", "merge", temp.resolve("none.json").toString());
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.err()).contains("Could not read the report", "none.json");
  }

  @Test
  void aTestThatFailedInOneShardFailsTheWhole() throws Exception {
    Path spec = example.resolve("smoke.yaml");
    Files.writeString(
        spec, Files.readString(spec).replace("A sourdough loaf costs", "A stone costs"));
    assertThat(shard("1/2").status()).isZero();
    assertThat(shard("2/2").status()).isEqualTo(4);
    CommandRun merge = shell.run("test", "merge", reports.toString());
    assertThat(merge.status()).isEqualTo(4);
    assertThat(merge.out())
        .contains("a price: failed after", "expected:  to equal: A stone costs")
        .contains("10 passed, 1 failed");
  }

  /** Half of one version and half of another say nothing about either. */
  @Test
  void shardsOfTwoVersionsAreNoTest() throws Exception {
    shard("1/2");
    SecondVersion.garble(example);
    shard("2/2");
    CommandRun merge = shell.run("test", "merge", reports.toString());
    assertThat(merge.status()).isEqualTo(2);
    assertThat(merge.err()).contains("are not of the same model");
  }

  @Test
  void whatIsNoShardIsASentence() {
    CommandRun run = shell.run("test", example.toString(), "--shard", "3/2");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("`3/2` is none");
    CommandRun nothing = shell.run("test");
    assertThat(nothing.status()).isEqualTo(2);
    assertThat(nothing.err()).contains("Name what is tested");
  }
}
