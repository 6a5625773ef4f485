package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.TestKeys;
import io.github.kitrail.evidence.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies of version 2, by the command. */
class GateRunTest {
  private static final String TEST_RESULT = "https://in-toto.io/attestation/test-result/v0.1";

  @TempDir Path temp;
  private CommandRun.Shell shell;
  private Path folder;
  private String ci;
  private String release;

  @BeforeEach
  void aModelKitAndTwoSigners() throws Exception {
    shell = CommandRun.in(temp.resolve("home")).with("COSIGN_PASSWORD", "pw");
    folder = Files.createDirectories(temp.resolve("kit"));
    Files.writeString(folder.resolve("model.gguf"), "GGUF weights");
    Files.writeString(
        folder.resolve("Kitfile"),
        "manifestVersion: 1.0.0\npackage: {name: m, license: MIT}\nmodel: {name: m, path: model.gguf}\n");
    ci = Samples.path("cosign/p256.key").toString();
    release = Samples.path("cosign/ed.key").toString();
    Path keys = Files.createDirectories(temp.resolve("keys"));
    Files.copy(Samples.path("cosign/p256.pub"), keys.resolve("ci.pub"));
    Files.copy(Samples.path("cosign/ed.pub"), keys.resolve("release.pub"));
    Files.writeString(keys.resolve("other.pub"), TestKeys.PUBLIC);
    ok("pack", folder.toString(), "-t", "m:1");
  }

  private CommandRun ok(String... args) {
    CommandRun run = shell.run(args);
    assertThat(run.status()).as(run.out() + run.err()).isZero();
    return run;
  }

  private CommandRun fails(int status, String... args) {
    CommandRun run = shell.run(args);
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(status);
    assertThat(run.err()).doesNotContain("Exception", "\tat ");
    return run;
  }

  private String[] gate(String rules, String... more) throws IOException {
    String text =
        """
        version: 2
        uri: https://example.com/policies/test
        signers:
          ci: {key: keys/ci.pub}
          release: {key: keys/release.pub}
        """;
    Path policy = Files.writeString(temp.resolve("policy.yaml"), text + rules);
    String[] gate = {"gate", "m:1", "--policy", policy.toString()};
    return Stream.concat(Stream.of(gate), Stream.of(more)).toArray(String[]::new);
  }

  private void attest(String type, String key, String predicate) throws IOException {
    Path file = Files.writeString(temp.resolve("predicate.json"), predicate);
    ok("attest", "m:1", "--type", type, "--predicate", file.toString(), "--key", key);
  }

  @Test
  void eachRuleHasItsSigners() throws Exception {
    String[] gate =
        gate("rules: [{name: released, require: signature, signedBy: [release]}, {require: vuln}]");
    ok("sign", "m:1", "--key", ci);
    attest("vuln", ci, "{\"a\": 1}");
    CommandRun denied = fails(3, gate);
    assertThat(denied.out())
        .contains("FAIL released: ", "It was signed with another key", "ok   vuln: A valid vuln");
    assertThat(denied.out()).contains("not used sha256:");
    ok("sign", "m:1", "--key", release);
    JsonNode passed = ok(with(gate, "--output", "json")).json();
    assertThat(passed.path("verdict").asText()).isEqualTo("PASSED");
    assertThat(passed.at("/policy/uri").asText()).isEqualTo("https://example.com/policies/test");
    JsonNode evidence = passed.at("/rules/0/evidence");
    assertThat(evidence).hasSize(1);
    assertThat(evidence.at("/0/digest").asText()).startsWith("sha256:");
    assertThat(evidence.at("/0/predicateType").asText()).contains("cosign/sign");
    assertThat(evidence.at("/0/signedBy").asText()).startsWith("Ed25519 key ");
    assertThat(evidence.at("/0/verified").asBoolean()).isTrue();
  }

  private static String[] with(String[] args, String... more) {
    return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void aPolicyWithoutSignersNeedsAKey() throws Exception {
    Path policy =
        Files.writeString(temp.resolve("p.yaml"), "version: 2\nrules: [{require: signature}]\n");
    String[] gate = {"gate", "m:1", "--policy", policy.toString()};
    ok("sign", "m:1", "--key", ci);
    assertThat(fails(2, gate).err()).contains("p.yaml", "--key", "`signers`");
    ok(with(gate, "--key", temp.resolve("keys/ci.pub").toString()));
    fails(3, with(gate, "--key", temp.resolve("keys/other.pub").toString()));
    String[] named = gate("rules: [{require: signature}]");
    ok(with(named, "--key", temp.resolve("keys/other.pub").toString()));
  }

  @Test
  void keysOfAPolicyLieBesideItOrInTheEnvironment() throws Exception {
    Path policy = temp.resolve("p.yaml");
    ok("sign", "m:1", "--key", ci);
    String text = "version: 2\nsigners: {a: {key: %s}}\nrules: [{require: signature}]\n";
    Files.writeString(policy, text.formatted("keys/none.pub"));
    assertThat(fails(2, "gate", "m:1", "--policy", policy.toString()).err()).contains("none.pub");
    Files.writeString(policy, text.formatted("env:CI_KEY"));
    assertThat(fails(2, "gate", "m:1", "--policy", policy.toString()).err()).contains("CI_KEY");
    shell = shell.with("CI_KEY", Files.readString(temp.resolve("keys/ci.pub")));
    ok("gate", "m:1", "--policy", policy.toString());
  }

  @Test
  void anIdentityNeedsARootOfTrust() throws Exception {
    Path policy =
        Files.writeString(
            temp.resolve("p.yaml"),
            "version: 2\nsigners: {ci: {issuer: 'https://i', identity: ann@example.com}}\n"
                + "rules: [{require: signature}]\n");
    String[] gate = {"gate", "m:1", "--policy", policy.toString(), "--trusted-root", "none.json"};
    assertThat(fails(2, gate).err()).contains("Could not read the trusted root none.json");
    gate[5] = Samples.path("samples/trusted_root.json").toString();
    assertThat(fails(3, gate).out()).contains("no evidence about it").contains("FAILED");
  }

  @Test
  void aSummaryOfAnotherPolicyIsRefused() throws Exception {
    String rule =
        """
        rules:
          - require: vsa
            verifier: https://example.com/verifier
            policy: https://example.com/policies/prod
            levels: [SLSA_BUILD_LEVEL_2]
        """;
    String[] gate = gate(rule);
    attest(
        "vsa",
        ci,
        summary("https://example.com/verifier", "staging", "PASSED", "SLSA_BUILD_LEVEL_3"));
    assertThat(fails(3, gate).out())
        .contains(
            "FAIL vsa: a verified vsa is by the verifier https://example.com/verifier under the policy"
                + " https://example.com/policies/staging, where");
    attest("vsa", ci, summary("https://example.com/eve", "prod", "PASSED", "SLSA_BUILD_LEVEL_3"));
    fails(3, gate);
    attest(
        "vsa", ci, summary("https://example.com/verifier", "prod", "PASSED", "SLSA_BUILD_LEVEL_1"));
    assertThat(fails(3, gate).out()).contains("under the policy");
    attest(
        "vsa", ci, summary("https://example.com/verifier", "prod", "PASSED", "SLSA_BUILD_LEVEL_3"));
    assertThat(ok(gate).out()).contains("ok   vsa");
    attest("vsa", release, summary("https://example.com/verifier", "prod", "FAILED", "A"));
    assertThat(fails(3, gate).out()).contains("a verified vsa says FAILED, not PASSED");
  }

  @Test
  void aSummaryOfALowerLevelIsRefused() throws Exception {
    attest("vsa", ci, summary("https://example.com/v", "prod", "PASSED", "SLSA_BUILD_LEVEL_1"));
    String[] gate =
        gate(
            "rules: [{require: vsa, verifier: 'https://example.com/v', policy:"
                + " 'https://example.com/policies/prod', levels: [SLSA_BUILD_LEVEL_2]}]");
    assertThat(fails(3, gate).out())
        .contains("says SLSA_BUILD_LEVEL_1, where SLSA_BUILD_LEVEL_2 is asked for");
  }

  private static String summary(String verifier, String policy, String result, String level) {
    return """
        {"verifier": {"id": "%s"}, "timeVerified": "2026-01-02T03:04:05Z", "resourceUri": "https://example.com/m",
         "policy": {"uri": "https://example.com/policies/%s"}, "verificationResult": "%s", "verifiedLevels": ["%s"]}
        """
        .formatted(verifier, policy, result, level);
  }

  @Test
  void anExpressionMustHoldForAllThatIsUsed() throws Exception {
    String[] gate =
        gate(
            """
            rules:
              - require: test-result
                signedBy: [ci]
                expression: now - timestamp(predicate.finishedOn) < duration("24h")
                message: The tests are older than a day
            """);
    Instant now = Instant.now();
    attest("test-result", ci, testResult(now.minus(2, ChronoUnit.HOURS)));
    assertThat(ok(gate).out()).contains("ok   test-result", "The expression holds");
    attest("test-result", release, testResult(now.minus(90, ChronoUnit.DAYS)));
    ok(gate);
    attest("test-result", ci, testResult(now.minus(25, ChronoUnit.HOURS)));
    assertThat(fails(3, gate).out())
        .contains("FAIL test-result: The tests are older than a day. (Evidence ");
  }

  private static String testResult(Instant finished) {
    return "{\"result\": \"PASSED\", \"configuration\": [], \"finishedOn\": \"" + finished + "\"}";
  }

  @Test
  void whatIsNotThereDenies() throws Exception {
    attest("test-result", ci, "{\"result\": \"PASSED\", \"configuration\": []}");
    String[] gate =
        gate(
            """
            rules:
              - require: test-result
                expression: now - timestamp(predicate.finishedOn) < duration("24h")
                message: The tests are too old.
            """);
    assertThat(fails(3, gate).out())
        .contains("could not be decided: key 'finishedOn' is not present in map");
  }

  @Test
  void anExpressionThatMakesNoSenseIsABadPolicy() throws Exception {
    String[] gate = gate("rules: [{expression: modelkit.licence == 'MIT', message: m}]");
    assertThat(fails(2, gate).err())
        .contains(
            "policy.yaml, line 6, column 30: `rules[0].expression`: there is no field `licence`");
  }

  @Test
  void aModelKitCanBeAskedAboutItselfAndAllEvidence() throws Exception {
    ok("sign", "m:1", "--key", ci);
    attest("test-result", release, "{\"result\": \"PASSED\", \"configuration\": []}");
    String rules =
        """
        rules:
          - name: licence
            expression: modelkit.kitfile.package.license in ["MIT", "Apache-2.0"]
            message: Not a licence that we use
          - name: layers
            expression: >
              modelkit.layers.all(l, l.kind == "model" && l.path == "model.gguf" && l.size > 0)
              && modelkit.digest.startsWith("sha256:") && modelkit.reference.contains("m@sha256:")
            message: Other layers
          - name: four eyes
            expression: >
              evidence.exists(e, e.type == "signature" && "ci" in e.signer.names) &&
              evidence.exists(e, e.predicateType == "%s" && e.predicate.result == "PASSED"
                && e.signer.names == ["release"] && e.signer.kind == "key" && size(e.signer.keyHint) > 20
                && "sha256:" + e.subject.digest.sha256 == modelkit.digest && e.subject.name == "localhost/m")
            message: Two must agree
        """
            .formatted(TEST_RESULT);
    CommandRun run = ok(gate(rules));
    assertThat(run.out()).contains("ok   licence", "ok   layers", "ok   four eyes");
    Files.writeString(
        folder.resolve("Kitfile"),
        "manifestVersion: 1.0.0\npackage: {name: m}\nmodel: {name: m, path: model.gguf}\n");
    ok("pack", folder.toString(), "-t", "m:1");
    assertThat(fails(3, gate(rules)).out())
        .contains("FAIL licence: Not a licence that we use. ", "key 'license' is not present")
        .contains("FAIL four eyes: Two must agree.");
  }

  @Test
  void filesAreLookedAtWhenTheyAreAskedFor() throws Exception {
    String rules =
        "rules: [{name: no pickle, expression: 'files.all(f, f.format != \"pickle\")', message: A pickle}]";
    assertThat(ok(gate(rules)).out()).contains("ok   no pickle");
    Files.write(folder.resolve("model.gguf"), new byte[] {(byte) 0x80, 4, (byte) 0x95, 0});
    ok("pack", folder.toString(), "-t", "m:1", "--compression", "gzip");
    assertThat(fails(3, gate(rules)).out()).contains("FAIL no pickle: A pickle.");
    String named =
        "rules: [{expression: 'files.exists(f, f.path == \"model.gguf\" && f.layer == \"model\" && f.size == 4)',"
            + " message: m}]";
    ok(gate(named));
  }

  @Test
  void filesOfADamagedLayerDeny() throws Exception {
    String[] gate = gate("rules: [{expression: 'files.size() == 1', message: Files}]");
    ok(gate);
    String digest = ok("inspect", "m:1", "--output", "json").json().at("/layers/0/digest").asText();
    try (Stream<Path> all = Files.walk(temp.resolve("home"))) {
      for (Path file : all.filter(it -> it.endsWith(digest.substring(7))).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[600] ^= 1;
        file.toFile().setWritable(true);
        Files.write(file, bytes);
      }
    }
    assertThat(fails(3, gate).out()).contains("could not be decided: The content " + digest);
  }

  @Test
  void theReportIsWrittenInAnyCase() throws Exception {
    Path report = temp.resolve("verdict.json");
    String[] gate = gate("rules: [{require: signature}]", "--report", report.toString());
    fails(3, gate);
    JsonNode verdict = new ObjectMapper().readTree(report.toFile());
    assertThat(verdict.path("verdict").asText()).isEqualTo("FAILED");
    assertThat(verdict.path("schemaVersion").asInt()).isEqualTo(1);
    assertThat(verdict.at("/rules/0/explanation").asText()).startsWith("signature: ");
    ok("sign", "m:1", "--key", ci);
    String printed = ok(with(gate, "--output", "json")).out();
    assertThat(new ObjectMapper().readTree(report.toFile()))
        .isEqualTo(new ObjectMapper().readTree(printed));
    String[] nowhere =
        gate("rules: [{require: signature}]", "--report", temp.resolve("no/such").toString());
    assertThat(fails(2, nowhere).err()).contains("there is no folder");
  }
}
