package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.evidence.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each policy in examples/policies passes what it is for, and denies the rest for the right reason.
 * keyless.yaml is in GateKeylessTest.
 */
class ExamplePoliciesTest {
  private static final Path POLICIES = Path.of("../examples/policies");
  private static final String LICENSED =
      """
      manifestVersion: 1.0.0
      package: {name: m, license: %s}
      model: {name: m, path: model.gguf}
      datasets: [{name: d, path: data.csv, license: %s}]
      """;

  @TempDir Path temp;
  private final String key = Samples.path("cosign/p256.key").toString();
  private final String pub = Samples.path("cosign/p256.pub").toString();
  private final String otherKey = Samples.path("cosign/ed.key").toString();
  private CommandRun.Shell shell;
  private Path folder;

  @BeforeEach
  void aModelKit() throws Exception {
    shell =
        CommandRun.in(temp.resolve("home"))
            .with("COSIGN_PASSWORD", "pw")
            .with("RELEASE_PUBLIC_KEY", Files.readString(Path.of(pub)))
            .with("AUDITOR_PUBLIC_KEY", Samples.text("cosign/ed.pub"))
            .with("VENDOR_PUBLIC_KEY", Samples.text("cosign/ed.pub"));
    folder = Files.createDirectories(temp.resolve("kit"));
    Files.writeString(folder.resolve("model.gguf"), "GGUF weights");
    Files.writeString(folder.resolve("data.csv"), "a,b\n");
    pack(LICENSED.formatted("MIT", "CC0-1.0"), "m:1");
  }

  private void pack(String kitfile, String name) throws Exception {
    Files.writeString(folder.resolve("Kitfile"), kitfile);
    ok("pack", folder.toString(), "-t", name);
  }

  private CommandRun ok(String... args) {
    CommandRun run = shell.run(args);
    assertThat(run.status()).as(run.out() + run.err()).isZero();
    return run;
  }

  private void passes(String policy) {
    String file = POLICIES.resolve(policy).toString();
    assertThat(ok("gate", "m:1", "--policy", file, "--key", pub).out()).doesNotContain("FAIL");
  }

  private void denied(String policy, String... reasons) {
    String file = POLICIES.resolve(policy).toString();
    CommandRun run = shell.run("gate", "m:1", "--policy", file, "--key", pub);
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(3);
    assertThat(run.out()).contains(reasons);
  }

  private void attest(String type, String by, String predicate) throws Exception {
    Path file = Files.writeString(temp.resolve("predicate.json"), predicate);
    ok("attest", "m:1", "--type", type, "--predicate", file.toString(), "--key", by);
  }

  @Test
  void thereIsATestForEach() throws Exception {
    try (Stream<Path> files = Files.list(POLICIES)) {
      assertThat(files.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "README.md",
              "signature.yaml",
              "provenance.yaml",
              "tests.yaml",
              "licence.yaml",
              "no-pickle.yaml",
              "vsa.yaml",
              "bases.yaml",
              "keyless.yaml");
    }
  }

  @Test
  void signature() {
    denied("signature.yaml", "FAIL signature: m:1 holds", "no evidence about it");
    ok("sign", "m:1", "--key", otherKey);
    denied("signature.yaml", "It was signed with another key");
    ok("sign", "m:1", "--key", key);
    passes("signature.yaml");
  }

  private static String provenance(String repository, String workflow, Instant finished) {
    return """
        {"buildDefinition": {"buildType": "https://actions.github.io/buildtypes/workflow/v1", "externalParameters": {},
          "resolvedDependencies": [{"name": "data", "uri": "file:data"}, {"uri": "git+%1$s@refs/tags/v1", "digest": {"gitCommit": "abababababababababababababababababababab"}}]},
         "runDetails": {"builder": {"id": "%1$s/.github/workflows/%2$s@refs/tags/v1"},
          "metadata": {"finishedOn": "%3$s"}}}
        """
        .formatted(repository, workflow, finished);
  }

  @Test
  void provenance() throws Exception {
    denied("provenance.yaml", "FAIL builder: m:1 holds", "FAIL source: m:1 holds");
    String ours = "https://github.com/acme/faq-bot";
    attest("slsa-provenance", otherKey, provenance(ours, "release.yml", Instant.now()));
    denied("provenance.yaml", "It was signed with another key");
    attest("slsa-provenance", key, provenance(ours, "release.yml", Instant.now()));
    passes("provenance.yaml");
    attest("slsa-provenance", key, provenance(ours, "try.yml", Instant.now()));
    denied(
        "provenance.yaml",
        "FAIL builder: It was not built by the release workflow from a tag. (Evidence",
        "ok   source");
    attest(
        "slsa-provenance",
        key,
        provenance("https://github.com/eve/faq-bot", "release.yml", Instant.now()));
    denied("provenance.yaml", "FAIL source: It was not built from a commit of");
  }

  @Test
  void tests() throws Exception {
    Instant now = Instant.now();
    String ours = "https://github.com/acme/faq-bot";
    attest("slsa-provenance", key, provenance(ours, "r", now.minus(31, ChronoUnit.DAYS)));
    denied("tests.yaml", "FAIL test-result: m:1 holds", "FAIL recent: It was not built and tested");
    attest("test-result", key, "{\"result\": \"PASSED\", \"configuration\": []}");
    denied("tests.yaml", "ok   test-result", "FAIL recent: It was not built and tested within");
    attest("slsa-provenance", otherKey, provenance(ours, "r", now));
    denied("tests.yaml", "FAIL recent");
    attest("slsa-provenance", key, provenance(ours, "r", now.minus(29, ChronoUnit.DAYS)));
    passes("tests.yaml");
    attest("test-result", key, "{\"result\": \"FAILED\", \"configuration\": []}");
    denied("tests.yaml", "FAIL test-result: a verified test-result says FAILED", "ok   recent");
  }

  @Test
  void aRunOfTheExampleIsTestedAndRecent() throws Exception {
    Path example = CommandRun.copyOfExample(temp.resolve("faq-bot"));
    ok("run", example.toString());
    String development = temp.resolve("home/kitrail/development.pub").toString();
    for (String policy : new String[] {"signature.yaml", "tests.yaml", "no-pickle.yaml"}) {
      String file = POLICIES.resolve(policy).toString();
      ok("gate", "faq-bot:1.0.0", "--policy", file, "--key", development);
    }
  }

  @Test
  void licence() throws Exception {
    ok("sign", "m:1", "--key", key);
    passes("licence.yaml");
    pack(LICENSED.formatted("LicenseRef-Proprietary", "CC-BY-NC-4.0"), "m:1");
    ok("sign", "m:1", "--key", key);
    denied(
        "licence.yaml",
        "FAIL package licence: The package's licence is not one of ours.",
        "ok   model licence",
        "FAIL dataset licences: A dataset has no licence");
    pack(LICENSED.replaceAll(", license: %s", ""), "m:1");
    denied(
        "licence.yaml",
        "FAIL package licence",
        "key 'license' is not present in map",
        "FAIL dataset licences");
  }

  @Test
  void noPickle() throws Exception {
    ok("sign", "m:1", "--key", key);
    passes("no-pickle.yaml");
    Files.write(folder.resolve("model.gguf"), new byte[] {(byte) 0x80, 4, (byte) 0x95});
    pack(LICENSED.formatted("MIT", "CC0-1.0"), "m:1");
    ok("sign", "m:1", "--key", key);
    denied("no-pickle.yaml", "ok   signature", "FAIL no pickle: It holds a pickle, or an archive");
  }

  @Test
  void vsa() throws Exception {
    String summary =
        """
        {"verifier": {"id": "https://auditor.example.com/verifier"}, "timeVerified": "2026-01-02T03:04:05Z",
         "resourceUri": "https://example.com/m", "policy": {"uri": "https://auditor.example.com/policies/%s"},
         "verificationResult": "PASSED", "verifiedLevels": ["SLSA_BUILD_LEVEL_3"]}
        """;
    ok("sign", "m:1", "--key", key);
    attest("vsa", key, summary.formatted("models-2"));
    denied("vsa.yaml", "ok   signature", "FAIL audited: ", "It was signed with another key");
    attest("vsa", otherKey, summary.formatted("models-1"));
    denied("vsa.yaml", "under the policy https://auditor.example.com/policies/models-1, where");
    attest("vsa", otherKey, summary.formatted("models-2"));
    passes("vsa.yaml");
  }

  @Test
  void bases() throws Exception {
    ok("tag", "m:1", "bottom:1");
    String on =
        "manifestVersion: 1.0.0\npackage: {name: %s}\nmodel: {name: m, path: %s}\n"
            + "datasets: [{name: d, path: data.csv}]\n";
    pack(on.formatted("middle", "bottom:1"), "middle:1");
    pack(on.formatted("top", "middle:1"), "m:1");
    ok("sign", "bottom:1", "--key", otherKey);
    ok("sign", "m:1", "--key", key);
    denied(
        "bases.yaml",
        "ok   signature",
        "FAILED base ModelKit middle:1",
        "FAIL signature: middle:1 holds",
        "PASSED base ModelKit bottom:1");
    ok("sign", "middle:1", "--key", key);
    passes("bases.yaml");
  }
}
