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

/** The main job, as a user runs it: the example through the whole rail, in this process. */
class RunExampleTest {
  @TempDir Path temp;
  private Path example;
  private CommandRun.Shell shell;

  @BeforeEach
  void copyTheExample() throws Exception {
    example = CommandRun.copyOfExample(temp.resolve("faq-bot"));
    shell = CommandRun.in(temp.resolve("home"));
  }

  @Test
  void takesTheFolderToATestedSignedAttestedModelKitReadyToServe() throws Exception {
    CommandRun run = shell.run("run", example.toString());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("faq-bot:1.0.0", "sha256:", "11 passed, 0 failed", "signature sha256:")
        .contains(
            "https://slsa.dev/provenance/v1", "https://in-toto.io/attestation/test-result/v0.1")
        .contains("PASSED", "kubernetes", "ollama", "llama-cpp")
        .contains("self-signed: proves nothing to others");
    assertThat(example.resolve("deploy/llama-cpp/model/model/faq-bot.gguf"))
        .hasSameBinaryContentAs(example.resolve("model/faq-bot.gguf"));
    assertThat(example.resolve("deploy/ollama/Modelfile")).content().contains("FROM ");
    assertThat(example.resolve("deploy/kubernetes/NOT-DEPLOYABLE.md"))
        .content()
        .contains("--pull-from");
    assertThat(shell.run("list").out()).contains("faq-bot", "1.0.0");
  }

  @Test
  void printsTheSameAsOneJsonRecord() throws Exception {
    CommandRun run = shell.run("run", example.toString(), "--output", "json");
    assertThat(run.status()).as(run.err()).isZero();
    JsonNode report = run.json();
    assertThat(report.path("schemaVersion").asInt()).isEqualTo(1);
    assertThat(report.path("reference").asText()).isEqualTo("faq-bot:1.0.0");
    assertThat(report.path("digest").asText()).startsWith("sha256:");
    assertThat(report.path("layers").findValuesAsText("path"))
        .containsExactly("model/faq-bot.gguf", "code", "smoke.yaml", "datasets/faq.jsonl", "docs");
    assertThat(report.path("tests").path("passed").asInt()).isEqualTo(11);
    assertThat(report.path("tests").path("failed").asInt()).isZero();
    assertThat(report.path("signatures")).hasSize(1);
    assertThat(report.path("attestations").findValuesAsText("predicateType"))
        .containsExactly(
            "https://slsa.dev/provenance/v1",
            "https://in-toto.io/attestation/test-result/v0.1",
            "https://cyclonedx.org/bom");
    assertThat(report.path("verdict").asText()).isEqualTo("PASSED");
    assertThat(report.path("rendered").findValuesAsText("target"))
        .containsExactly("llama-cpp", "ollama", "kubernetes");
    List<String> stages = new ArrayList<>();
    report.path("stages").forEach(stage -> stages.add(stage.path("name").asText()));
    assertThat(stages)
        .containsExactly(
            "validate", "test", "push", "sign", "attest", "verify", "gate", "tag", "render");
  }

  @Test
  void twoRunsMakeTheSameModelKit() throws Exception {
    JsonNode first = shell.run("run", example.toString(), "--output", "json").json();
    JsonNode second = shell.run("run", example.toString(), "--output", "json").json();
    assertThat(second.path("digest")).isEqualTo(first.path("digest"));
  }

  @Test
  void goesIntoAnOciLayoutWhenToldSo() throws Exception {
    Path layout = temp.resolve("layout");
    CommandRun run =
        shell.run("run", example.toString(), "-t", "oci:" + layout + ":v1", "--output", "json");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(layout.resolve("oci-layout")).exists();
    assertThat(Files.readString(layout.resolve("index.json")))
        .contains("v1", run.json().path("digest").asText());
  }

  @Test
  void worksWithoutKitrailYaml() throws Exception {
    Files.delete(example.resolve("kitrail.yaml"));
    JsonNode report = shell.run("run", example.toString(), "--output", "json").json();
    assertThat(report.path("reference").asText()).isEqualTo("faq-bot:1.0.0");
    assertThat(report.path("tests").path("passed").asInt()).isEqualTo(11);
    assertThat(report.path("rendered")).isEmpty();
  }
}
