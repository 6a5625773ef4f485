package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.fixture.FixtureRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said about one asset counts for that asset, and for nothing else. */
class AssetEvidenceRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPE = "https://example.com/reviewed/v1";

  @TempDir Path temp;
  private CommandRun.Shell shell;
  private Path folder;
  private String key;
  private String pub;
  private String predicate;

  @BeforeEach
  void aSignedModelKitWithSomeAssets() throws Exception {
    shell = CommandRun.in(temp.resolve("home")).with("COSIGN_PASSWORD", "pw");
    ok("generate-key", "--out", temp.resolve("k").toString());
    key = temp.resolve("k.key").toString();
    pub = temp.resolve("k.pub").toString();
    predicate = Files.writeString(temp.resolve("p.json"), "{\"by\": \"ann\"}").toString();
    folder = Files.createDirectories(temp.resolve("kit"));
    Files.writeString(folder.resolve("model.bin"), "weights");
    Files.writeString(folder.resolve("lora.bin"), "adapter");
    Files.writeString(folder.resolve("train.csv"), "1,2");
    Files.writeString(folder.resolve("test.csv"), "3,4");
    Files.writeString(
        folder.resolve("Kitfile"),
        """
        manifestVersion: 1.0.0
        package: {name: m}
        model: {name: m, path: model.bin, parts: [{name: lora, path: lora.bin}]}
        datasets: [{name: train, path: train.csv}, {name: test, path: test.csv}]
        """);
    ok("pack", folder.toString(), "-t", "m:1");
    ok("sign", "m:1", "--key", key);
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

  private CommandRun attest(String reference, String asset) {
    return ok(
        "attest",
        reference,
        "--asset",
        asset,
        "--type",
        TYPE,
        "--predicate",
        predicate,
        "--key",
        key,
        "--plain-http");
  }

  private String[] verify(String reference, String asset) {
    return new String[] {
      "verify", reference, "--key", pub, "--type", TYPE, "--asset", asset, "--plain-http"
    };
  }

  @Test
  void countsForItsAssetOnly() throws Exception {
    attest("m:1", "datasets:train");
    JsonNode verified = ok(concat(verify("m:1", "datasets:train"), "--output", "json")).json();
    assertThat(verified.path("verified").findValuesAsText("about"))
        .containsExactly("modelkit", "datasets:train");
    ok(verify("m:1", "datasets:train.csv"));
    for (String other : new String[] {"datasets:test", "model", "model:lora"}) {
      assertThat(fails(3, verify("m:1", other)).err()).contains(other, TYPE, "another subject");
    }
    assertThat(fails(3, "verify", "m:1", "--key", pub, "--type", TYPE).err())
        .contains("no attestation " + TYPE);
    Path policy = Files.writeString(temp.resolve("p.yaml"), "version: 1\nrequire: [" + TYPE + "]");
    fails(3, "gate", "m:1", "--policy", policy.toString(), "--key", pub);
  }

  @Test
  void whatIsSaidAboutTheWholeIsNotSaidAboutAnAsset() {
    ok("attest", "m:1", "--type", TYPE, "--predicate", predicate, "--key", key);
    ok("verify", "m:1", "--key", pub, "--type", TYPE);
    fails(3, verify("m:1", "model"));
  }

  @Test
  void anAssetDoesNotMakeUpForTheModelKitsSignature() {
    ok("pack", folder.toString(), "-t", "n:1", "--compression", "gzip");
    attest("n:1", "model");
    assertThat(fails(3, verify("n:1", "model")).err()).contains("no signature");
    assertThat(fails(2, "verify", "m:1", "--key", pub, "--asset", "model").err())
        .contains("--type");
  }

  @Test
  void isListedWithWhatItIsAbout() throws Exception {
    attest("m:1", "datasets:train");
    attest("m:1", "model");
    for (String[] args : new String[][] {{}, {"--key", pub}}) {
      JsonNode list =
          ok(concat(new String[] {"attestations", "m:1", "--output", "json"}, args)).json();
      assertThat(list.path("attestations").findValuesAsText("about"))
          .containsExactlyInAnyOrder("modelkit", "datasets:train", "model");
      assertThat(list.path("attestations"))
          .allMatch(it -> it.path("verified").asBoolean() == (args.length > 0));
    }
    assertThat(ok("attestations", "m:1").out()).contains("of datasets:train", "of modelkit");
  }

  @Test
  void theStatementNamesTheLayer() throws Exception {
    attest("m:1", "model:lora");
    Path bundles = temp.resolve("bundles");
    ok("attestations", "m:1", "--export", bundles.toString());
    Map<String, String> subjects = new LinkedHashMap<>();
    try (var files = Files.list(bundles)) {
      for (Path file : files.toList()) {
        String payload = JSON.readTree(file.toFile()).at("/dsseEnvelope/payload").asText();
        JsonNode statement = JSON.readTree(Base64.getDecoder().decode(payload));
        assertThat(statement.path("subject")).hasSize(1);
        subjects.put(
            statement.at("/subject/0/name").asText(),
            "sha256:" + statement.at("/subject/0/digest/sha256").asText());
      }
    }
    JsonNode layers = ok("inspect", "m:1", "--output", "json").json().path("layers");
    assertThat(subjects)
        .containsEntry("localhost/m model:lora", layers.get(1).path("digest").asText());
  }

  @Test
  void goesWithItsModelKit() throws Exception {
    attest("m:1", "datasets:train");
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String name = registry.host() + "/team/m:1";
      ok("promote", "m:1", name, "--plain-http");
      ok(verify(name, "datasets:train"));
      String other = registry.host() + "/other/m:1";
      ok("push", "m:1", other, "--plain-http");
      String exported = temp.resolve("exported").toString();
      ok("attestations", "export", name, "--to", exported, "--plain-http");
      ok("attestations", "import", exported, other, "--plain-http");
      ok(verify(other, "datasets:train"));
      JsonNode manifest =
          JSON.readTree(
              Objects.requireNonNull(
                  registry.repository("team/m").manifest("1"), "the ModelKit's manifest"));
      assertThat(manifest.path("layers")).hasSize(4);
    }
  }

  /** cosign looks at all that refers to the ModelKit, and takes this for another's. */
  @Test
  @Tag("peer")
  void doesNotDisturbCosign() throws Exception {
    PeerProgram cosign = new PeerProgram("cosign3", temp, Map.of());
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String name = registry.host() + "/team/m:1";
      attest("m:1", "datasets:train");
      ok("attest", "m:1", "--type", TYPE, "--predicate", predicate, "--key", key);
      ok("promote", "m:1", name, "--plain-http");
      cosign.run("verify", "--insecure-ignore-tlog", "--key", pub, name);
      String[] attestation = {"verify-attestation", "--insecure-ignore-tlog", "--key", pub};
      cosign.run(concat(attestation, "--type", TYPE, name));
    }
  }

  @Test
  void whatIsNoAssetIsRefused() {
    String[] attest = {"attest", "m:1", "--type", TYPE, "--predicate", predicate, "--key", key};
    assertThat(fails(2, concat(attest, "--asset", "datasets:trian")).err())
        .contains("did you mean datasets:train?");
    assertThat(fails(2, concat(attest, "--asset", "datasets")).err()).contains("datasets:test");
    assertThat(
            fails(2, "attest", "m:1", "--type", "ml-bom", "--asset", "model", "--key", key).err())
        .contains("--predicate FILE");
    assertThat(ok("attestations", "m:1").out()).doesNotContain(TYPE);
  }

  private static String[] concat(String[] args, String... more) {
    return Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray(String[]::new);
  }
}
