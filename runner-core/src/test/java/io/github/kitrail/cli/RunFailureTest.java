package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.evidence.key.KeyAlgorithm;
import io.github.kitrail.evidence.key.NewKey;
import io.github.kitrail.fixture.Fault;
import io.github.kitrail.fixture.FaultRule;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.inference.gguf.GgufHeader;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that must not succeed: it says why, and the tag is where it was. */
class RunFailureTest {
  @TempDir Path temp;
  private Path example;
  private CommandRun.Shell shell;

  @BeforeEach
  void aGoodRunCameBefore() throws Exception {
    example = CommandRun.copyOfExample(temp.resolve("faq-bot"));
    shell = CommandRun.in(temp.resolve("home"));
  }

  private String tagged() throws Exception {
    return shell.run("inspect", "faq-bot:1.0.0", "--output", "json").json().path("digest").asText();
  }

  private String goodRun() throws Exception {
    CommandRun good = shell.run("run", example.toString());
    assertThat(good.status()).as(good.err()).isZero();
    return tagged();
  }

  @Test
  void aZeroedTensorStopsAtTheTestsWithADiff() throws Exception {
    String before = goodRun();
    zero("output_norm.weight");
    CommandRun run = shell.run("run", example.toString());
    assertThat(run.status()).isEqualTo(4);
    assertThat(run.err()).contains("test failed", "expected", "answered", "12 Harbour Lane");
    assertThat(run.out()).contains("test", "failed").doesNotContain("signature");
    assertThat(tagged()).isEqualTo(before);
  }

  @Test
  void aGateThatDeniesLeavesTheTag() throws Exception {
    String before = goodRun();
    Files.writeString(example.resolve("docs/new.md"), "something new\n");
    Files.writeString(example.resolve("policy.yaml"), "version: 1\nrequire: [signature, vsa]\n");
    CommandRun run = shell.run("run", example.toString(), "--output", "json");
    assertThat(run.status()).isEqualTo(3);
    JsonNode report = run.json();
    assertThat(report.path("verdict").asText()).isEqualTo("FAILED");
    assertThat(report.path("failure").path("stage").asText()).isEqualTo("gate");
    assertThat(report.path("digest").asText()).startsWith("sha256:").isNotEqualTo(before);
    assertThat(run.err()).contains("vsa");
    assertThat(tagged()).isEqualTo(before);
  }

  @Test
  void aRegistryWithoutAKeyEndsBeforeAnythingIsDone() throws Exception {
    CommandRun run =
        shell.run("run", example.toString(), "-t", "127.0.0.1:1/faq-bot:1", "--plain-http");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("validate failed", "No signing key is configured");
  }

  @Test
  void ciWithoutAKeyEndsBeforeAnythingIsDone() throws Exception {
    CommandRun run = shell.with("CI", "true").run("run", example.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("No signing key is configured");
    assertThat(temp.resolve("home/kitrail/development.key")).doesNotExist();
  }

  @Test
  void aMissingPolicyIsSaidAtTheBeginning() throws Exception {
    Files.delete(example.resolve("policy.yaml"));
    CommandRun run = shell.run("run", example.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("policy.yaml").contains("validate failed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          attest: [test-result]                          | names no tests
          render: [{target: olama, to: deploy/x}]        | did you mean `ollama`?
          render: [{target: ./mine, to: deploy/x}]       | There is no target in
          gate: Kitfile                                  | Kitfile, line 1, column 1: `version` is missing
          test: Kitfile                                  | is not a smoke.yaml field
          reference: "faq-bot:${env.NOT_SET}"            | NOT_SET
          sign: {key: missing.key}                       | faq-bot/missing.key
          """)
  void whatIsKnownAtTheBeginningFailsThere(String line, String sentence) throws Exception {
    Files.writeString(example.resolve("kitrail.yaml"), "version: 1\n" + line + "\n");
    CommandRun run = shell.run("run", example.toString());
    assertThat(run.status()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains("validate failed", sentence);
    assertThat(shell.run("list").out().lines()).as("nothing was pushed").hasSize(1);
  }

  @Test
  void aFileThatTheKitfileNamesButIsNotThereShowsBeforeTheTests() throws Exception {
    Files.delete(example.resolve("datasets/faq.jsonl"));
    CommandRun run = shell.run("run", example.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("validate failed", "datasets/faq.jsonl")
        .doesNotContain("test 1/");
  }

  @Test
  void aSignatureThatTheRegistryRefusesLeavesTheTag() throws Exception {
    Path key = temp.resolve("signing.key");
    NewKey newKey = new NewKey(new SecureRandom());
    newKey.writePlain(newKey.generate(KeyAlgorithm.P256), key);
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String reference = registry.host() + "/team/faq:1";
      String[] run = {
        "run", example.toString(), "-t", reference, "--key", key.toString(), "--plain-http"
      };
      CommandRun good = shell.run(run);
      assertThat(good.status()).as(good.err()).isZero();
      String before = registry.repository("team/faq").tags().get("1");

      Files.writeString(example.resolve("docs/new.md"), "something new\n");
      registry.fail(
          FaultRule.on("PUT", ".*/manifests/.*").skip(1).always().with(Fault.status(403)));
      CommandRun failed = shell.run(run);

      assertThat(failed.status()).as(failed.err()).isEqualTo(6);
      assertThat(failed.err()).contains("sign failed", registry.host());
      assertThat(registry.repository("team/faq").tags()).containsEntry("1", before);
    }
  }

  private void zero(String tensor) throws Exception {
    Path model = example.resolve("model/faq-bot.gguf");
    var found =
        GgufHeader.read(model).tensors().stream()
            .filter(it -> it.name().equals(tensor))
            .findFirst()
            .orElseThrow();
    try (RandomAccessFile file = new RandomAccessFile(model.toFile(), "rw")) {
      file.seek(found.offset());
      file.write(new byte[(int) found.size()]);
    }
  }
}
