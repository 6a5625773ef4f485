package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.TestKeys;
import io.github.kitrail.evidence.Samples;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.modelkit.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gate that passes can sign: a verification summary. */
class GateSummaryRunTest {
  private static final String VERIFIER = "https://example.com/gate";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path temp;
  private final String key = Samples.path("cosign/p256.key").toString();
  private final String pub = Samples.path("cosign/p256.pub").toString();
  private CommandRun.Shell shell;
  private FixtureRegistry registry;
  private String name;
  private String pinned;
  private Path policy;
  private Path envelope;

  @BeforeEach
  void aModelKitInARegistryAndAPolicy() throws Exception {
    registry = FixtureRegistry.start();
    shell = CommandRun.in(temp.resolve("home")).with("COSIGN_PASSWORD", "pw");
    Path folder = Files.createDirectories(temp.resolve("kit"));
    Files.writeString(folder.resolve("model.gguf"), "GGUF weights");
    Files.writeString(
        folder.resolve("Kitfile"),
        "manifestVersion: 1.0.0\npackage: {name: m}\nmodel: {name: m, path: model.gguf}\n");
    name = registry.host() + "/team/m:1";
    String digest =
        ok("publish", folder.toString(), "-t", name, "--output", "json")
            .json()
            .path("digest")
            .asText();
    pinned = registry.host() + "/team/m@" + digest;
    policy =
        Files.writeString(
            temp.resolve("policy.yaml"),
            "version: 2\nuri: https://example.com/policies/prod\nrules: [{require: signature}]\n");
    envelope = temp.resolve("vsa.json");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private CommandRun run(String... args) {
    return shell.run(
        Stream.concat(Stream.of(args), Stream.of("--plain-http")).toArray(String[]::new));
  }

  private CommandRun ok(String... args) {
    CommandRun run = run(args);
    assertThat(run.status()).as(run.out() + run.err()).isZero();
    return run;
  }

  private String[] gate(String... more) {
    String[] gate = {"gate", name, "--policy", policy.toString(), "--key", pub};
    return Stream.concat(Stream.of(gate), Stream.of(more)).toArray(String[]::new);
  }

  private int attestations() throws Exception {
    return ok("attestations", name, "--output", "json").json().path("attestations").size();
  }

  @Test
  void aVerdictIsAttachedAndBelievedByTheNextPolicy() throws Exception {
    String signature =
        ok("sign", name, "--key", key, "--output", "json").json().path("digest").asText();
    JsonNode result =
        ok(gate(
                "--attest",
                "--sign-key",
                key,
                "--verifier-id",
                VERIFIER,
                "--level",
                "SLSA_BUILD_LEVEL_2",
                "--output",
                "json"))
            .json();
    assertThat(result.at("/summary/digest").asText()).startsWith("sha256:");
    assertThat(result.at("/summary/envelope").isMissingNode()).isTrue();
    ok("verify", name, "--key", pub, "--type", "vsa");

    Path bundles = temp.resolve("bundles");
    ok("attestations", name, "--export", bundles.toString());
    JsonNode predicate = null;
    try (Stream<Path> files = Files.list(bundles)) {
      for (Path file : files.toList()) {
        JsonNode statement =
            JSON.readTree(
                Base64.getDecoder()
                    .decode(JSON.readTree(file.toFile()).at("/dsseEnvelope/payload").asText()));
        if (statement.path("predicateType").asText().contains("verification_summary")) {
          predicate = statement.path("predicate");
        }
      }
    }
    assertThat(predicate).isNotNull();
    assertThat(predicate.at("/verifier/id").asText()).isEqualTo(VERIFIER);
    assertThat(predicate.path("resourceUri").asText()).isEqualTo("oci://" + pinned);
    assertThat(predicate.at("/policy/uri").asText()).isEqualTo("https://example.com/policies/prod");
    assertThat("sha256:" + predicate.at("/policy/digest/sha256").asText())
        .isEqualTo(Digest.of(Files.readAllBytes(policy)).toString());
    assertThat(predicate.path("inputAttestations")).hasSize(1);
    assertThat("sha256:" + predicate.at("/inputAttestations/0/digest/sha256").asText())
        .isEqualTo(signature);
    assertThat(predicate.at("/inputAttestations/0/uri").asText())
        .isEqualTo("oci://" + registry.host() + "/team/m@" + signature);
    assertThat(predicate.path("verifiedLevels")).hasSize(1);

    String next =
        """
        version: 2
        rules:
          - require: vsa
            verifier: https://example.com/gate
            policy: https://example.com/policies/%s
            levels: [SLSA_BUILD_LEVEL_1]
        """;
    Files.writeString(policy, next.formatted("prod"));
    ok(gate());
    Files.writeString(policy, next.formatted("staging"));
    assertThat(run(gate()).out()).contains("FAIL vsa", "policies/staging are asked for");
  }

  @Test
  void aVerdictThatFailsIsNotSigned() throws Exception {
    CommandRun denied =
        run(gate("--attest", "--vsa-envelope", envelope.toString(), "--sign-key", key));
    assertThat(denied.status()).isEqualTo(3);
    assertThat(envelope).doesNotExist();
    assertThat(attestations()).isZero();
  }

  private List<String> broken(String verifier, String resource, String digest, String... levels)
      throws Exception {
    return SlsaVerifierRules.broken(
        Files.readAllBytes(envelope),
        new SlsaVerifierRules.Expected(
            Files.readString(Path.of(pub)), List.of(digest), verifier, resource, List.of(levels)));
  }

  @Test
  void slsaVerifierWouldTakeTheEnvelope() throws Exception {
    ok("sign", name, "--key", key);
    ok(
        gate(
            "--vsa-envelope",
            envelope.toString(),
            "--sign-key",
            key,
            "--verifier-id",
            VERIFIER,
            "--level",
            "SLSA_BUILD_LEVEL_2",
            "--level",
            "REVIEWED"));
    assertThat(attestations()).as("nothing was attached").isEqualTo(1);
    String digest = pinned.substring(pinned.indexOf('@') + 1);
    String resource = "oci://" + pinned;
    assertThat(broken(VERIFIER, resource, digest, "SLSA_BUILD_LEVEL_2", "REVIEWED")).isEmpty();
    assertThat(broken(VERIFIER, resource, digest, "SLSA_BUILD_LEVEL_1")).isEmpty();
    assertThat(broken(VERIFIER, resource, digest, "SLSA_BUILD_LEVEL_3"))
        .containsExactly("level BUILD");
    assertThat(broken(VERIFIER, resource, digest, "AUDITED")).containsExactly("level AUDITED");
    assertThat(broken(VERIFIER + "/", resource, digest)).containsExactly("verifier id");
    assertThat(broken(VERIFIER, resource + "0", digest)).containsExactly("resource URI");
    assertThat(broken(VERIFIER, resource, digest.replace("sha256", "sha512")))
        .containsExactly("digests");
    assertThat(
            SlsaVerifierRules.broken(
                Files.readAllBytes(envelope),
                new SlsaVerifierRules.Expected(
                    TestKeys.PUBLIC, List.of(digest), VERIFIER, resource, List.of())))
        .containsExactly("signature");
  }

  @Test
  void theResourceCanBeCalledOtherwise() throws Exception {
    ok("sign", name, "--key", key);
    ok(
        gate(
            "--vsa-envelope",
            envelope.toString(),
            "--sign-key",
            key,
            "--resource-uri",
            "https://example.com/models/m"));
    String digest = pinned.substring(pinned.indexOf('@') + 1);
    assertThat(broken("https://kitrail.github.io/gate/v1", "https://example.com/models/m", digest))
        .isEmpty();
  }

  @Test
  void whatCannotBeSignedIsToldBefore() {
    ok("sign", name, "--key", key);
    for (String[] wrong :
        new String[][] {
          {"--attest"},
          {"--vsa-envelope", "x"},
          {"--sign-key", key},
          {"--attest", "--sign-key", pub},
          {"--attest", "--sign-key", key, "--level", "SLSA_BUILD_LEVEL_UNEVALUATED"},
          {"--attest", "--sign-key", key, "--verifier-id", "me"},
          {"--attest", "--sign-key", key, "--resource-uri", "m"},
          {"--vsa-envelope", temp.resolve("no/vsa").toString(), "--sign-key", key},
        }) {
      CommandRun run = run(gate(wrong));
      assertThat(run.status()).as(String.join(" ", wrong) + run.out()).isEqualTo(2);
      assertThat(run.err()).doesNotContain("Exception", "\tat ");
    }
  }

  @Test
  void theLocalStoreAndLayoutsHaveNamesToo() throws Exception {
    ok("sign", name, "--key", key);
    for (String place : List.of("store:m:1", "oci:" + temp.resolve("a layout") + ":1")) {
      ok("promote", name, place);
      CommandRun run =
          ok(
              "gate",
              place,
              "--policy",
              policy.toString(),
              "--key",
              pub,
              "--attest",
              "--sign-key",
              key);
      assertThat(run.out()).contains("Signed a verification summary of " + place.substring(0, 4));
      ok("verify", place, "--key", pub, "--type", "vsa");
    }
  }

  @Test
  void aRunAttachesTheVerdictOfItsGate() throws Exception {
    Path folder = temp.resolve("kit");
    Files.writeString(
        folder.resolve("kitrail.yaml"),
        """
        version: 1
        reference: m:1
        sign: {key: "%s"}
        gate: {policy: "%s", attest: true, verifierId: https://example.com/gate, levels: [REVIEWED]}
        """
            .formatted(key, policy));
    JsonNode report = shell.run("run", folder.toString(), "--output", "json").json();
    assertThat(report.path("verdict").asText()).as(report.toString()).isEqualTo("PASSED");
    assertThat(report.at("/attestations/0/predicateType").asText())
        .isEqualTo("https://slsa.dev/verification_summary/v1");
    assertThat(shell.run("verify", "m:1", "--key", pub, "--type", "vsa").status()).isZero();
    Files.writeString(policy, "version: 2\nrules: [{require: vuln}]\n");
    CommandRun denied = shell.run("run", folder.toString());
    assertThat(denied.status()).isEqualTo(3);
    assertThat(denied.err()).contains("gate failed: The policy denies", "vuln: ");
    String yaml = Files.readString(folder.resolve("kitrail.yaml"));
    Files.writeString(
        folder.resolve("kitrail.yaml"), yaml.replace("REVIEWED", "SLSA_BUILD_LEVEL_UNEVALUATED"));
    assertThat(shell.run("run", folder.toString()).err())
        .contains("validate failed", "not a level that was verified");
    Files.writeString(folder.resolve("kitrail.yaml"), yaml);
    Files.writeString(policy, "version: 2\nrules: [{require: vln}]\n");
    assertThat(shell.run("run", folder.toString()).err())
        .contains("validate failed", "policy.yaml, line 2");
  }
}
