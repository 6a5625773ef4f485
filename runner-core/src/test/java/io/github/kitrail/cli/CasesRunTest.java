package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Smoke tests made of the rows of a dataset, which is in the folder, the ModelKit or its base. */
class CasesRunTest {
  private static final String SPEC =
      """
      defaults: {maxTokens: 32}
      tests:
        - name: "{{questions.0}}"
          cases: {file: datasets/faq.jsonl, limit: 3}
          messages: [{role: user, content: "{{questions.0}}"}]
          assert: [{equals: "{{answer}}"}]
      """;

  @TempDir Path temp;
  private Path example;
  private Path spec;
  private CommandRun.Shell shell;

  @BeforeEach
  void copyTheExample() throws Exception {
    shell = CommandRun.in(temp.resolve("home"));
    example = CommandRun.copyOfExample(temp.resolve("faq-bot"));
    spec =
        Files.writeString(Files.createDirectories(temp.resolve("specs")).resolve("s.yaml"), SPEC);
  }

  private JsonNode passesAllThree(String target) throws Exception {
    CommandRun run = shell.run("test", target, "--spec", spec.toString(), "--output", "json");
    assertThat(run.status()).as(run.err()).isZero();
    List<String> names = new ArrayList<>();
    run.json().path("tests").path("cases").forEach(it -> names.add(it.path("name").asText()));
    assertThat(names)
        .containsExactly(
            "the model loads",
            "Where is the bakery?, row 1",
            "When do you open?, row 2",
            "When do you close?, row 3");
    assertThat(run.json().path("tests").path("passed").asInt()).isEqualTo(4);
    return run.json();
  }

  @Test
  void ofAFolder() throws Exception {
    assertThat(passesAllThree(example.toString()).path("testedFiles").fieldNames())
        .toIterable()
        .containsExactly("datasets/faq.jsonl", "model/faq-bot.gguf");
  }

  @Test
  void ofAModelKitAndOfItsBase() throws Exception {
    assertThat(shell.run("pack", example.toString(), "-t", "base:1").status()).isZero();
    passesAllThree("base:1");
    Path upper = Files.createDirectories(temp.resolve("upper"));
    Files.writeString(
        upper.resolve("Kitfile"),
        "manifestVersion: 1.0.0\npackage: {name: upper}\nmodel: {name: m, path: \"base:1\"}\n");
    passesAllThree(upper.toString());
    assertThat(shell.run("pack", upper.toString(), "-t", "upper:1").status()).isZero();
    passesAllThree("upper:1");
  }

  /** Whoever writes cases beside the spec means these. */
  @Test
  void whatLiesBesideTheSpecComesFirst() throws Exception {
    Files.createDirectories(temp.resolve("specs/datasets"));
    Files.writeString(
        temp.resolve("specs/datasets/faq.jsonl"),
        "{\"questions\": [\"Hi?\"], \"answer\": \"Ho.\"}\n");
    CommandRun run = shell.run("test", example.toString(), "--spec", spec.toString());
    assertThat(run.status()).isEqualTo(4);
    assertThat(run.err() + run.out()).contains("Hi?, row 1", "expected:  to equal: Ho.");
  }

  /** What is not packed cannot be compared with what is packed, but is in the report. */
  @Test
  void whatLiesBesideTheSpecIsNoFileOfTheModel() throws Exception {
    Files.createDirectories(temp.resolve("specs/datasets"));
    Files.copy(example.resolve("datasets/faq.jsonl"), temp.resolve("specs/datasets/faq.jsonl"));
    assertThat(passesAllThree(example.toString()).path("testedFiles").fieldNames())
        .toIterable()
        .containsExactly("model/faq-bot.gguf");
    Path kitrailYaml = example.resolve("kitrail.yaml");
    Files.writeString(
        kitrailYaml,
        Files.readString(kitrailYaml).replace("test: smoke.yaml", "test: ../specs/s.yaml"));
    Path report = temp.resolve("report.json");
    CommandRun run = shell.run("run", example.toString(), "--report", report.toString());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(report)
        .content()
        .contains(
            "\"path\" : \"model/faq-bot.gguf\"", "\"path\" : \".kitrail-spec/datasets/faq.jsonl\"");
  }

  @Test
  void aRunSaysBeforeItsTestsThatTheFileIsNotThere() throws Exception {
    Files.writeString(
        example.resolve("smoke.yaml"), SPEC.replace("datasets/faq.jsonl", "datasets/faqs.jsonl"));
    CommandRun run = shell.run("run", example.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("line 4, column 19: there is no file datasets/faqs.jsonl")
        .doesNotContain("loading the model");
  }
}
