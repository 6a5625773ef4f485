package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.evidence.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy judges what a ModelKit stands on. */
class GateChainRunTest {
  private static final String SIGNED_ALL_DOWN =
      """
      version: 2
      rules:
        - require: signature
      bases:
        - require: signature
        - name: small
          expression: modelkit.layers.all(l, l.size < 1000000)
          message: Too large
      """;

  @TempDir Path temp;
  private final String key = Samples.path("cosign/p256.key").toString();
  private final String pub = Samples.path("cosign/p256.pub").toString();
  private CommandRun.Shell shell;

  @BeforeEach
  void aChainOfThree() throws Exception {
    shell = CommandRun.in(temp.resolve("home")).with("COSIGN_PASSWORD", "pw");
    pack("bottom", "model.gguf");
    pack("middle", "bottom:1");
    pack("top", "middle:1");
    ok("sign", "bottom:1", "--key", key);
    ok("sign", "top:1", "--key", key);
  }

  private void pack(String name, String model) throws Exception {
    Path folder = Files.createDirectories(temp.resolve(name));
    Files.writeString(folder.resolve("model.gguf"), "GGUF weights");
    Files.writeString(folder.resolve("README.md"), name);
    Files.writeString(
        folder.resolve("Kitfile"),
        """
        manifestVersion: 1.0.0
        package: {name: %s}
        model: {name: %s, path: "%s"}
        docs: [{path: README.md}]
        """
            .formatted(name, name, model));
    ok("pack", folder.toString(), "-t", name + ":1");
  }

  private CommandRun ok(String... args) {
    CommandRun run = shell.run(args);
    assertThat(run.status()).as(run.out() + run.err()).isZero();
    return run;
  }

  private CommandRun gate(String reference, String policy, String... more) throws Exception {
    Path file = Files.writeString(temp.resolve("policy.yaml"), policy);
    String[] args = {"gate", reference, "--policy", file.toString(), "--key", pub};
    return shell.run(
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(args), java.util.stream.Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void theUnsignedOneInTheMiddleIsNamed() throws Exception {
    CommandRun denied = gate("top:1", SIGNED_ALL_DOWN);
    assertThat(denied.status()).isEqualTo(3);
    assertThat(denied.out())
        .contains("FAILED top@sha256:", "  ok   signature")
        .contains("FAILED base ModelKit middle:1", "  FAIL signature: middle:1 holds sha256:")
        .contains("PASSED base ModelKit bottom:1");
    JsonNode json = gate("top:1", SIGNED_ALL_DOWN, "--output", "json").json();
    assertThat(json.path("bases").findValuesAsText("named"))
        .containsExactly("middle:1", "bottom:1");
    assertThat(json.at("/bases/0/verdict").asText()).isEqualTo("FAILED");
    assertThat(json.at("/bases/0/rules/1/passed").asBoolean()).isTrue();
    assertThat(json.at("/bases/1/verdict").asText()).isEqualTo("PASSED");

    ok("sign", "middle:1", "--key", key);
    assertThat(gate("top:1", SIGNED_ALL_DOWN).status()).isZero();
  }

  @Test
  void aRunIsDeniedForItsBase() throws Exception {
    Path top = temp.resolve("top");
    Files.writeString(top.resolve("policy.yaml"), SIGNED_ALL_DOWN);
    Files.writeString(
        top.resolve("kitrail.yaml"),
        "version: 1\nreference: released:1\nsign: {key: '" + key + "'}\ngate: policy.yaml\n");
    CommandRun denied = shell.run("run", top.toString());
    assertThat(denied.status()).isEqualTo(3);
    assertThat(denied.err())
        .contains("gate failed: The policy denies", "base ModelKit middle:1: signature: ")
        .doesNotContain("base ModelKit bottom:1");
    assertThat(shell.run("inspect", "released:1").status()).as("no tag was set").isEqualTo(6);
  }

  @Test
  void aModelKitOfItsOwnHasNoBasesToJudge() throws Exception {
    assertThat(gate("bottom:1", SIGNED_ALL_DOWN).status()).isZero();
  }

  @Test
  void expressionsSeeTheBasesAndTheirVerdicts() throws Exception {
    String policy =
        """
        version: 2
        rules:
          - name: on ours
            expression: >
              size(bases) == 2 && bases[0].modelkit.kitfile.package.name == "middle"
              && bases.exists(b, b.passed && b.evidence.exists(e, e.type == "signature"))
              && bases.filter(b, !b.passed).all(b, b.failed == ["signature"])
            message: Stands on something else
        bases:
          - require: signature
        """;
    CommandRun denied = gate("top:1", policy);
    assertThat(denied.out()).contains("  ok   on ours", "FAILED base ModelKit middle:1");
    String unjudged = policy.substring(0, policy.indexOf("bases:\n"));
    assertThat(gate("top:1", unjudged).out())
        .as("bases that nobody judges have not passed")
        .contains("FAIL on ours", "key 'passed' is not present");
  }

  @Test
  void aBaseThatIsGoneDenies() throws Exception {
    ok("sign", "middle:1", "--key", key);
    ok("remove", "bottom:1");
    CommandRun denied = gate("top:1", SIGNED_ALL_DOWN);
    assertThat(denied.status()).isEqualTo(3);
    assertThat(denied.out())
        .contains("  FAIL bases: Could not read the base ModelKit bottom:1", "middle:1");
    String expression = "version: 2\nrules: [{expression: 'bases.all(b, false)', message: m}]\n";
    assertThat(gate("top:1", expression).status()).isEqualTo(3);
  }
}
