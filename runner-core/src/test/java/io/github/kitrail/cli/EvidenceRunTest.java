package io.github.kitrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.TestKeys;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.fixture.Repository;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.MediaTypes;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who said what about a ModelKit, and what is not believed. */
class EvidenceRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSPHRASE = "pw";
  private static final String SIGNED = "https://sigstore.dev/cosign/sign/v1";
  private static final String SLSA = "https://slsa.dev/provenance/v1";

  @TempDir Path temp;
  private CommandRun.Shell shell;
  private Path folder;
  private String key;
  private String pub;
  private String otherPub;

  @BeforeEach
  void aFolderAndTwoKeys() throws Exception {
    shell = CommandRun.in(temp.resolve("home")).with("COSIGN_PASSWORD", PASSPHRASE);
    folder = Files.createDirectories(temp.resolve("kit"));
    Files.writeString(folder.resolve("model.gguf"), "weights");
    Files.writeString(
        folder.resolve("Kitfile"),
        "manifestVersion: 1.0.0\npackage: {name: m}\nmodel: {name: m, path: model.gguf}\n");
    key = sample("p256.key");
    pub = sample("p256.pub");
    otherPub = Files.writeString(temp.resolve("other.pub"), TestKeys.PUBLIC).toString();
  }

  private static String sample(String name) throws URISyntaxException {
    String resource = "/io/github/kitrail/evidence/cosign/" + name;
    return Path.of(Objects.requireNonNull(EvidenceRunTest.class.getResource(resource)).toURI())
        .toString();
  }

  private CommandRun ok(String... args) {
    CommandRun run = shell.run(args);
    assertThat(run.status()).as(run.err()).isZero();
    return run;
  }

  private CommandRun fails(int status, String... args) {
    CommandRun run = shell.run(args);
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(status);
    assertThat(run.err()).doesNotContain("Exception", "\tat ");
    return run;
  }

  private String packed() {
    ok("pack", folder.toString(), "-t", "m:1");
    return "m:1";
  }

  private String predicate(String json) throws IOException {
    return Files.writeString(temp.resolve("predicate.json"), json).toString();
  }

  private String testResult(String result) throws IOException {
    return predicate("{\"result\": \"" + result + "\", \"configuration\": [{\"name\": \"s\"}]}");
  }

  @Test
  void onlyTheRightKeyVerifies() {
    packed();
    assertThat(fails(3, "verify", "m:1", "--key", pub).err()).contains("no evidence");
    ok("sign", "m:1", "--key", key);
    assertThat(ok("verify", "m:1", "--key", pub).out()).contains("Verified m@sha256:");
    assertThat(fails(3, "verify", "m:1", "--key", otherPub).err()).contains("m:1");
    assertThat(fails(2, "sign", "m:1", "--key", pub).err()).contains("p256.pub");
  }

  @Test
  void otherBytesUnderTheSameTagAreNotSigned() throws Exception {
    packed();
    ok("sign", "m:1", "--key", key);
    Files.writeString(folder.resolve("model.gguf"), "other weights");
    packed();
    fails(3, "verify", "m:1", "--key", pub);
  }

  @Test
  void anAttestationIsNoSignature() throws Exception {
    packed();
    ok("attest", "m:1", "--type", "test-result", "--predicate", testResult("FAILED"), "--key", key);
    assertThat(fails(3, "verify", "m:1", "--key", pub).err()).contains("signature");
    fails(3, "verify", "m:1", "--key", pub, "--type", "test-result");
    ok("sign", "m:1", "--key", key);
    ok("verify", "m:1", "--key", pub, "--type", "test-result");
    assertThat(fails(3, "verify", "m:1", "--key", pub, "--type", "vsa").err())
        .contains("no attestation vsa");
    assertThat(fails(2, "verify", "m:1", "--key", pub, "--type", "test-results").err())
        .contains("test-results");
  }

  @Test
  void theGateReadsWhatAVerificationSummarySays() throws Exception {
    packed();
    Path policy = Files.writeString(temp.resolve("policy.yaml"), "version: 1\nrequire: [vsa]\n");
    String[] gate = {"gate", "m:1", "--policy", policy.toString(), "--key", pub};
    ok("attest", "m:1", "--type", "vsa", "--predicate", summary("PASSED"), "--key", key);
    ok(gate);
    ok("attest", "m:1", "--type", "vsa", "--predicate", summary("FAILED"), "--key", key);
    assertThat(fails(3, gate).out()).contains("FAIL vsa", "says FAILED, not PASSED");
  }

  private String summary(String result) throws IOException {
    String json =
        """
        {
          "verifier": {"id": "https://example.com/verifier"},
          "timeVerified": "2026-01-02T03:04:05Z",
          "resourceUri": "https://example.com/m",
          "policy": {"uri": "https://example.com/policy"},
          "verificationResult": "%s",
          "verifiedLevels": ["SLSA_BUILD_LEVEL_2"]
        }
        """;
    return Files.writeString(temp.resolve("vsa.json"), json.formatted(result)).toString();
  }

  @Test
  void theGateReadsWhatTheTestsSaid() throws Exception {
    packed();
    String policy =
        Files.writeString(
                temp.resolve("policy.yaml"), "version: 1\nrequire: [signature, test-result]\n")
            .toString();
    String[] gate = {"gate", "m:1", "--policy", policy, "--key", pub};
    CommandRun bare = fails(3, gate);
    assertThat(bare.out()).contains("FAILED m@sha256:", "FAIL signature", "FAIL test-result");
    ok("sign", "m:1", "--key", key);
    ok("attest", "m:1", "--type", "test-result", "--predicate", testResult("FAILED"), "--key", key);
    CommandRun failed = fails(3, gate);
    assertThat(failed.out())
        .contains("ok   signature", "FAIL test-result", "says FAILED, not PASSED");
    ok("attest", "m:1", "--type", "test-result", "--predicate", testResult("PASSED"), "--key", key);
    assertThat(fails(3, gate).out()).as("a failed test stays failed").contains("says FAILED");
    Files.writeString(folder.resolve("model.gguf"), "better weights");
    packed();
    ok("sign", "m:1", "--key", key);
    ok("attest", "m:1", "--type", "test-result", "--predicate", testResult("PASSED"), "--key", key);
    assertThat(ok(gate).out()).contains("PASSED m@sha256:");
    assertThat(fails(3, "gate", "m:1", "--policy", policy, "--key", otherPub).out())
        .contains("FAIL signature");
  }

  @Test
  void predicatesThatAreNone() throws Exception {
    packed();
    String[] attest = {"attest", "m:1", "--key", key, "--predicate"};
    for (String wrong : List.of("[1]", "not json", "{\"result\": 1, \"result\": 2}", "{}")) {
      fails(2, with(attest, predicate(wrong), "--type", "test-result"));
    }
    assertThat(fails(2, with(attest, "gone.json", "--type", "vsa")).err()).contains("gone.json");
    fails(2, with(attest, predicate("{}"), "--type", "no-such-type"));
    assertThat(ok("attestations", "m:1").out()).contains("no signature and no attestation");
  }

  private static String[] with(String[] args, String... more) {
    return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void ownTypesAreAttestedListedAndExported() throws Exception {
    packed();
    ok("sign", "m:1", "--key", key);
    String type = "https://example.com/reviewed/v1";
    ok("attest", "m:1", "--type", type, "--predicate", predicate("{\"by\":\"ann\"}"), "--key", key);
    ok("verify", "m:1", "--key", pub, "--type", type);
    JsonNode list = ok("attestations", "m:1", "--key", pub, "--output", "json").json();
    assertThat(list.path("attestations"))
        .hasSize(2)
        .allMatch(it -> it.path("verified").asBoolean());
    JsonNode other = ok("attestations", "m:1", "--key", otherPub, "--output", "json").json();
    assertThat(other.path("attestations"))
        .hasSize(2)
        .noneMatch(it -> it.path("verified").asBoolean());

    Path bundles = temp.resolve("bundles");
    ok("attestations", "m:1", "--export", bundles.toString());
    List<String> types = new ArrayList<>();
    try (Stream<Path> files = Files.list(bundles)) {
      for (Path file : files.toList()) {
        JsonNode bundle = JSON.readTree(file.toFile());
        JsonNode statement =
            JSON.readTree(Base64.getDecoder().decode(bundle.at("/dsseEnvelope/payload").asText()));
        types.add(statement.path("predicateType").asText());
        assertThat("sha256:" + statement.at("/subject/0/digest/sha256").asText())
            .isEqualTo(list.path("digest").asText());
      }
    }
    assertThat(types).containsExactlyInAnyOrder("https://sigstore.dev/cosign/sign/v1", type);
  }

  @Test
  void theKeyMayComeFromTheEnvironment() throws Exception {
    packed();
    CommandRun.Shell secret = shell.with("MY_KEY", Files.readString(Path.of(key)));
    CommandRun signed = secret.run("sign", "m:1", "--key", "env:MY_KEY", "--verbose");
    assertThat(signed.status()).as(signed.err()).isZero();
    ok("verify", "m:1", "--key", pub);
    CommandRun wrong =
        secret
            .with("COSIGN_PASSWORD", "open-sesame-4711")
            .run("sign", "m:1", "--key", "env:MY_KEY", "--verbose");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err())
        .contains("MY_KEY", "passphrase")
        .doesNotContain("open-sesame-4711", "ENCRYPTED");
    CommandRun none = CommandRun.in(temp.resolve("home")).run("sign", "m:1", "--key", key);
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.err()).contains("COSIGN_PASSWORD");
    CommandRun publicFromEnvironment =
        shell
            .with("MY_PUB", Files.readString(Path.of(pub)))
            .run("verify", "m:1", "--key", "env:MY_PUB");
    assertThat(publicFromEnvironment.status()).as(publicFromEnvironment.err()).isZero();
  }

  @Test
  void aPayloadThatWasAlteredIsNotBelieved() throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String name = registry.host() + "/team/m:1";
      ok("publish", folder.toString(), "-t", name, "--plain-http");
      JsonNode signed = ok("sign", name, "--key", key, "--plain-http", "--output", "json").json();
      ok("verify", name, "--key", pub, "--plain-http");
      String signature = signed.path("digest").asText();
      Repository forged =
          forge(registry, signature, bundle -> bundle.replace(SIGNED, "https://evil.example/v1"));
      assertThat(forged.tags()).containsKey("1");
      String copy = registry.host() + "/forged/m:1";
      assertThat(fails(3, "verify", copy, "--key", pub, "--plain-http").err()).contains(copy);
      assertThat(
              ok("attestations", copy, "--key", pub, "--plain-http", "--output", "json")
                  .json()
                  .at("/attestations/0/verified")
                  .asBoolean(true))
          .isFalse();
    }
  }

  @Test
  void anAttestationIsNotTurnedIntoASignature() throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String name = registry.host() + "/team/m:1";
      ok("publish", folder.toString(), "-t", name, "--plain-http");
      String[] attest = {"attest", name, "--key", key, "--plain-http", "--output", "json"};
      String file = testResult("FAILED");
      JsonNode made = ok(with(attest, "--type", "test-result", "--predicate", file)).json();
      forge(
          registry,
          made.path("digest").asText(),
          statement ->
              statement.replace("https://in-toto.io/attestation/test-result/v0.1", SIGNED));
      String copy = registry.host() + "/forged/m:1";
      fails(3, "verify", copy, "--key", pub, "--plain-http");
      forge(registry, made.path("digest").asText(), it -> it.replace("FAILED", "PASSED"));
      ok("sign", copy, "--key", key, "--plain-http");
      ok("verify", copy, "--key", pub, "--plain-http");
      fails(3, "verify", copy, "--key", pub, "--plain-http", "--type", "test-result");
    }
  }

  private interface Forgery {
    String apply(String statement);
  }

  /** Copies the ModelKit to forged/m, with one piece of its evidence, its payload altered. */
  private static Repository forge(FixtureRegistry registry, String evidence, Forgery forgery)
      throws IOException {
    Repository from = registry.repository("team/m");
    Repository to = registry.repository("forged/m");
    byte[] modelKit = Objects.requireNonNull(from.manifest("1"));
    JsonNode manifest = JSON.readTree(modelKit);
    copyBlob(from, to, manifest.path("config"));
    manifest.path("layers").forEach(layer -> copyBlob(from, to, layer));
    to.tag("1", to.putManifest(MediaTypes.IMAGE_MANIFEST, modelKit));

    ObjectNode referrer = (ObjectNode) JSON.readTree(from.manifest(evidence));
    copyBlob(from, to, referrer.path("config"));
    ObjectNode layer = (ObjectNode) referrer.path("layers").get(0);
    ObjectNode bundle = (ObjectNode) JSON.readTree(from.blob(layer.path("digest").asText()));
    ObjectNode envelope = (ObjectNode) bundle.path("dsseEnvelope");
    String statement =
        new String(Base64.getDecoder().decode(envelope.path("payload").asText()), UTF_8);
    String altered = forgery.apply(statement);
    assertThat(altered).isNotEqualTo(statement);
    envelope.put("payload", Base64.getEncoder().encodeToString(altered.getBytes(UTF_8)));
    byte[] bytes = JSON.writeValueAsBytes(bundle);
    to.putBlob(bytes);
    layer.put("digest", Digest.of(bytes).toString()).put("size", bytes.length);
    to.putManifest(MediaTypes.IMAGE_MANIFEST, JSON.writeValueAsBytes(referrer));
    return to;
  }

  private static void copyBlob(Repository from, Repository to, JsonNode descriptor) {
    byte[] blob = from.blob(descriptor.path("digest").asText());
    if (blob != null) {
      to.putBlob(blob);
    }
  }

  @Test
  void evidenceGoesAlongIntoAnOciLayout() throws Exception {
    packed();
    ok("sign", "m:1", "--key", key);
    String layout = "oci:" + temp.resolve("layout") + ":1";
    CommandRun promoted = ok("promote", "m:1", layout, "--output", "json");
    assertThat(promoted.json().path("evidence").asInt()).isEqualTo(1);
    ok("verify", layout, "--key", pub);
    fails(3, "verify", layout, "--key", otherPub);
    ok(
        "attest",
        layout,
        "--type",
        SLSA,
        "--key",
        key,
        "--predicate",
        predicate(
            "{\"buildDefinition\":{\"buildType\":\"https://example.com/b\",\"externalParameters\":{}},"
                + "\"runDetails\":{\"builder\":{\"id\":\"https://example.com/me\"}}}"));
    ok("verify", layout, "--key", pub, "--type", "slsa-provenance");
    String back = "store:back:1";
    assertThat(ok("promote", layout, back, "--output", "json").json().path("evidence").asInt())
        .isEqualTo(2);
    ok("verify", "back:1", "--key", pub, "--type", "slsa-provenance");
    assertThat(fails(6, "verify", layout + "0", "--key", pub).err()).contains("no 10 in");
  }
}
