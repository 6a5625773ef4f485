package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real versions of the example: what the first one could, the second one must. */
class BaselineRunTest {
  private static final String TEST_RESULT = "https://in-toto.io/attestation/test-result/v0.1";

  @TempDir Path temp;
  private Path example;
  private CommandRun.Shell shell;
  private String key;

  @BeforeEach
  void publishTheFirstVersion() throws Exception {
    example = CommandRun.copyOfExample(temp.resolve("faq-bot"));
    shell = CommandRun.in(temp.resolve("home"));
    CommandRun run = shell.run("run", example.toString());
    assertThat(run.status()).as(run.err()).isZero();
    key = temp.resolve("home/kitrail/development.pub").toString();
  }

  private CommandRun test(String... more) {
    List<String> line =
        new ArrayList<>(
            List.of("test", example.toString(), "--baseline", "faq-bot:1.0.0", "--key", key));
    line.addAll(List.of(more));
    return shell.run(line.toArray(String[]::new));
  }

  /** Of the spec only the tests of these names are left. */
  private void keepTests(int first) throws Exception {
    Path spec = example.resolve("smoke.yaml");
    String[] tests = Files.readString(spec).split("(?m)^  - name: ");
    StringBuilder kept = new StringBuilder(tests[0]);
    for (int i = 1; i <= first; i++) {
      kept.append("  - name: ").append(tests[i]);
    }
    Files.writeString(spec, kept.toString());
  }

  @Test
  void theAttestationTellsWhatItTakesToCompare() throws Exception {
    Path to = temp.resolve("bundles");
    shell.run("attestations", "faq-bot:1.0.0", "--export", to.toString());
    JsonNode predicate = null;
    try (Stream<Path> files = Files.list(to)) {
      for (Path file : files.toList()) {
        JsonNode bundle = new ObjectMapper().readTree(file.toFile());
        JsonNode statement =
            new ObjectMapper()
                .readTree(Base64.getDecoder().decode(bundle.at("/dsseEnvelope/payload").asText()));
        if (statement.path("predicateType").asText().equals(TEST_RESULT)) {
          predicate = statement.path("predicate");
        }
      }
    }
    assertThat(predicate).isNotNull();
    assertThat(predicate.path("passedTests")).hasSize(11);
    JsonNode engine = predicate.at("/configuration/1");
    assertThat(engine.path("name").asText()).contains("java-llama.cpp");
    assertThat(engine.at("/annotations/tokensPerSecond").asDouble()).isPositive();
    JsonNode machine = predicate.at("/configuration/2/annotations");
    assertThat(machine.path("cores").asInt()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(machine.path("os").asText()).isEqualTo(System.getProperty("os.name"));
  }

  @Test
  void theSameVersionIsNoWorseThanItself() throws Exception {
    CommandRun run = test("--output", "json");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).doesNotContain("warning");
    JsonNode baseline = run.json().at("/tests/baseline");
    assertThat(baseline.path("name").asText()).isEqualTo("faq-bot:1.0.0");
    assertThat(baseline.path("regressions")).isEmpty();
    assertThat(baseline.path("notes")).isEmpty();
    assertThat(baseline.path("speed").asDouble()).isPositive();
  }

  @Test
  void aSecondVersionThatForgotIsCaught() throws Exception {
    SecondVersion.garble(example);
    CommandRun run = test();
    assertThat(run.status()).isEqualTo(4);
    assertThat(run.out())
        .contains("Worse than faq-bot:1.0.0: \"opening hours\" passed there and failed here.")
        .doesNotContain("\"the model loads\" passed there");
  }

  /** It says where the bakery is not, and its own tests are content with that. */
  @Test
  void aSecondVersionWhoseAnswersAreWorseIsCaught() throws Exception {
    Files.writeString(
        example.resolve("smoke.yaml"),
        """
        tests:
          - name: address
            messages: [{role: user, content: "Where is the bakery?"}]
            maxTokens: 32
            threshold: 0.5
            assert: [{contains: We are at 12}, {contains: Harbour Lane}]
        """);
    assertThat(shell.run("run", example.toString()).status()).isZero();
    SecondVersion.zero(example, "blk.1.attn_v.weight");
    assertThat(shell.run("test", example.toString()).status()).isZero();
    CommandRun run = test();
    assertThat(run.status()).isEqualTo(4);
    assertThat(run.out())
        .contains("\"address\" scored 1.00 there and 0.50 here.", "2 passed, 0 failed");
    assertThat(test("--tolerance", "0.5").status()).isZero();
  }

  /** Its own tests are content with it. */
  @Test
  void aSecondVersionThatIsNotAskedAnyMoreIsCaught() throws Exception {
    keepTests(9);
    assertThat(shell.run("test", example.toString()).status()).isZero();
    CommandRun run = test("--html", temp.resolve("report.html").toString());
    assertThat(run.status()).isEqualTo(4);
    assertThat(run.out())
        .contains("\"closed on Mondays, as a plain prompt\" passed there and is missing here.")
        .contains("The smoke tests are others than those of faq-bot:1.0.0.")
        .contains("10 passed, 0 failed");
    assertThat(temp.resolve("report.html")).content().contains("1 worse than faq-bot:1.0.0");
  }

  @Test
  void aRunOfAWorseVersionMovesNoTag() throws Exception {
    keepTests(9);
    String before = shell.run("inspect", "faq-bot:1.0.0").out();
    CommandRun run = shell.run("run", example.toString(), "--baseline", "faq-bot:1.0.0");
    assertThat(run.status()).isEqualTo(4);
    assertThat(run.err())
        .contains("0 of 10 smoke tests failed", "1 thing is worse than it was")
        .contains("passed there and is missing here.")
        .doesNotContain("was not verified");
    assertThat(shell.run("inspect", "faq-bot:1.0.0").out()).isEqualTo(before);
  }

  @Test
  void kitrailYamlNamesTheBaselineForEveryRun() throws Exception {
    Path file = example.resolve("kitrail.yaml");
    String before = Files.readString(file);
    Files.writeString(
        file,
        before.replace(
            "test: smoke.yaml",
            "test: {spec: smoke.yaml, baseline: \"faq-bot:${env.BASE}\", tolerance: 0.1}"));
    CommandRun.Shell known = shell.with("BASE", "1.0.0");
    assertThat(known.run("run", example.toString()).status()).isZero();
    keepTests(9);
    CommandRun worse = known.run("run", example.toString());
    assertThat(worse.status()).isEqualTo(4);
    assertThat(worse.err()).contains("passed there and is missing here.");
    Path report = example.resolve("earlier.json");
    shell.run("test", example.toString(), "--report", report.toString());
    CommandRun other =
        known.run("run", example.toString(), "--baseline", report.toString(), "--dry-run");
    assertThat(other.status()).as(other.err()).isZero();
    Files.writeString(
        file,
        before.replace("test: smoke.yaml", "test: {spec: smoke.yaml, baseline: earlier.json}"));
    CommandRun same = shell.run("run", example.toString(), "--dry-run");
    assertThat(same.status()).as(same.err()).isZero();
  }

  @Test
  void withoutAKeyTheBaselineIsBelievedWithAWarning() {
    CommandRun run = shell.run("test", example.toString(), "--baseline", "faq-bot:1.0.0");
    assertThat(run.status()).isZero();
    assertThat(run.err())
        .contains("warning: What is known of faq-bot:1.0.0")
        .contains("was not verified: anybody could have written its test results");
  }

  @Test
  void anAttestationBySomebodyElseDoesNotCount() throws Exception {
    Path other = temp.resolve("other");
    shell.with("COSIGN_PASSWORD", "secret").run("generate-key", "--out", other.toString());
    key = other + ".pub";
    CommandRun run = test();
    assertThat(run.status()).as(run.err()).isEqualTo(3);
    assertThat(run.err()).contains("no attestation test-result", "signed with another key");
  }

  @Test
  void aReportOfTheFirstVersionWillDoToo() throws Exception {
    Path report = temp.resolve("first.json");
    shell.run("test", example.toString(), "--report", report.toString());
    keepTests(9);
    CommandRun run = shell.run("test", example.toString(), "--baseline", report.toString());
    assertThat(run.status()).isEqualTo(4);
    assertThat(run.out()).contains("passed there and is missing here.");
    assertThat(run.err()).doesNotContain("warning");
  }

  @Test
  void theJoinedReportOfAllShardsIsCompared() throws Exception {
    Path reports = temp.resolve("reports");
    for (String shard : List.of("1/2", "2/2")) {
      String file = reports.resolve(shard.charAt(0) + ".json").toString();
      shell.run("test", example.toString(), "--shard", shard, "--report", file);
    }
    CommandRun merge =
        shell.run("test", "merge", reports.toString(), "--baseline", "faq-bot:1.0.0", "--key", key);
    assertThat(merge.status()).as(merge.err()).isZero();
    assertThat(merge.out()).contains("Nothing is worse than faq-bot:1.0.0");
    CommandRun part =
        shell.run("test", example.toString(), "--baseline", reports.resolve("1.json").toString());
    assertThat(part.status()).isEqualTo(2);
    assertThat(part.err()).contains("is only shard 1/2 of a test");
    CommandRun shard = test("--shard", "1/2");
    assertThat(shard.status()).isEqualTo(2);
    assertThat(shard.err()).contains("give that to `kitrail test merge`");
  }

  @Test
  void whatCannotBeComparedIsASentence() throws Exception {
    SecondVersion.garble(example);
    shell.run("pack", example.toString(), "-t", "untested:1");
    CommandRun untested = shell.run("test", example.toString(), "--baseline", "untested:1");
    assertThat(untested.status()).isEqualTo(6);
    assertThat(untested.err())
        .contains("untested:1 has no test-result attestation to compare with");
    CommandRun missing = shell.run("test", example.toString(), "--baseline", "nothing:1");
    assertThat(missing.status()).isEqualTo(6);
    CommandRun percent = test("--max-slowdown", "fast");
    assertThat(percent.status()).isEqualTo(2);
    assertThat(percent.err()).contains("such as 20%, and not `fast`");
    CommandRun alone = shell.run("test", example.toString(), "--max-slowdown", "20%");
    assertThat(alone.status()).isEqualTo(2);
    assertThat(alone.err()).contains("--max-slowdown compares", "name that with --baseline");
    CommandRun score = test("--tolerance", "5");
    assertThat(score.status()).isEqualTo(2);
    assertThat(score.err()).contains("from 0 to 1, and not `5`");
  }
}
