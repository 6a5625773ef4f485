package io.github.kitrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.GoldenContext;
import io.github.kitrail.RegistryPeers;
import io.github.kitrail.RunningRegistry;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.fixture.Repository;
import io.github.kitrail.modelkit.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attestations in the ModelKit itself: made by pack, publish and run, and found in any copy. */
class EmbeddedRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATH = ".kitrail/attestations";
  private static final String SIGNATURE = "https://sigstore.dev/cosign/sign/v1";
  private static final String SLSA = "https://slsa.dev/provenance/v1";

  @TempDir Path temp;
  private CommandRun.Shell shell;
  private Path folder;
  private String key;
  private String pub;

  @BeforeEach
  void aFolder() throws Exception {
    shell = CommandRun.in(temp.resolve("home")).with("COSIGN_PASSWORD", "pw");
    folder = Files.createDirectories(temp.resolve("kit"));
    Files.writeString(folder.resolve("model.gguf"), "weights");
    Files.writeString(
        folder.resolve("Kitfile"),
        "manifestVersion: 1.0.0\npackage: {name: m}\nmodel: {name: m, path: model.gguf}\n");
    key = sample("p256.key");
    pub = sample("p256.pub");
  }

  private static String sample(String name) throws Exception {
    String resource = "/io/github/kitrail/evidence/cosign/" + name;
    return Path.of(Objects.requireNonNull(EmbeddedRunTest.class.getResource(resource)).toURI())
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

  private CommandRun embed(Path context, String reference, String... more) {
    return ok(
        Stream.concat(
                Stream.of("pack", context.toString(), "-t", reference, "--key", key),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private Path blob(String digest) {
    return temp.resolve("home/storage/blobs/sha256/" + digest.substring("sha256:".length()));
  }

  @Test
  void allElseIsAsKitPacksIt() throws Exception {
    Path context = GoldenContext.create(temp.resolve("golden"));
    JsonNode packed = embed(context, "golden:1", "--embed-attestation", "--output", "json").json();

    JsonNode kits = JSON.readTree(GoldenContext.sample("none/manifest.json"));
    ObjectNode ours = (ObjectNode) JSON.readTree(blob(packed.path("digest").asText()).toFile());
    ArrayNode layers = (ArrayNode) ours.path("layers");
    JsonNode attestations = layers.remove(layers.size() - 1);
    assertThat(layers).isEqualTo(kits.path("layers"));
    assertThat(ours.path("annotations")).isEqualTo(kits.path("annotations"));
    assertThat(attestations.path("mediaType").asText())
        .isEqualTo("application/vnd.kitops.modelkit.docs.v1.tar");

    String digest = attestations.path("digest").asText();
    String kitsConfig = new String(GoldenContext.sample("none/config.json"), UTF_8);
    String entry =
        (",{\"path\":\"%s\",\"description\":\"Embedded attestations, version 1: sigstore bundles"
                + " about everything else in this ModelKit\",\"digest\":\"%s\",\"diffId\":\"%s\"}]")
            .formatted(PATH, digest, digest);
    assertThat(Files.readString(blob(ours.at("/config/digest").asText())))
        .isEqualTo(kitsConfig.replaceFirst("]}$", entry + "}"));

    Path out = temp.resolve("out");
    ok("unpack", "golden:1", "-d", out.toString());
    JsonNode statement = statement(out, "01-signature");
    List<String> names = new ArrayList<>();
    statement.path("subject").forEach(it -> names.add(it.path("name").asText()));
    assertThat(names)
        .containsExactly(
            "model:model",
            "modelpart:part-a.bin",
            "code:code",
            "dataset:data",
            "docs:docs/README.md",
            "config",
            "manifest");
    assertThat(statement.at("/subject/5/digest/sha256").asText())
        .isEqualTo(Digest.of(GoldenContext.sample("none/config.json")).hex());
    assertThat(statement.at("/subject/6/digest/sha256").asText())
        .as("the digest of what kit packed")
        .isEqualTo(Digest.of(GoldenContext.sample("none/manifest.json")).hex());
  }

  private static JsonNode statement(Path unpacked, String name) throws Exception {
    Path file = unpacked.resolve(PATH).resolve(name + ".sigstore.json");
    String payload = JSON.readTree(file.toFile()).at("/dsseEnvelope/payload").asText();
    return JSON.readTree(Base64.getDecoder().decode(payload));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip", "gzip-fastest"})
  void noReferrerIsNeeded(String compression) throws Exception {
    JsonNode packed =
        embed(
                folder,
                "m:1",
                "--embed-attestation",
                "--compression",
                compression,
                "--output",
                "json")
            .json();
    assertThat(packed.path("embedded"))
        .extracting(JsonNode::asText)
        .containsExactly(SIGNATURE, SLSA);
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String remote = registry.host() + "/team/m:1";
      ok("push", "m:1", remote, "--plain-http");
      CommandRun verified =
          ok("verify", remote, "--key", pub, "--type", "slsa-provenance", "--plain-http");
      assertThat(verified.out())
          .contains(
              SIGNATURE + " in " + PATH + "/01-signature.sigstore.json",
              SLSA + " in " + PATH + "/02-slsa-provenance.sigstore.json");
      Path policy =
          Files.writeString(
              temp.resolve("policy.yaml"), "version: 1\nrequire: [signature, slsa-provenance]\n");
      ok("gate", remote, "--policy", policy.toString(), "--key", pub, "--plain-http");
      Files.writeString(policy, "version: 1\nrequire: [test-result]\n");
      fails(3, "gate", remote, "--policy", policy.toString(), "--key", pub, "--plain-http");
    }
  }

  @Test
  void publishEmbedsAsWell() throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String remote = registry.host() + "/team/m:1";
      String[] publish = {"publish", "-t", remote, "--plain-http", "--key", key};
      CommandRun published = ok(with(publish, "--embed-attestation=signature", folder.toString()));
      assertThat(published.out()).contains("Embedded " + SIGNATURE + System.lineSeparator());
      ok("verify", remote, "--key", pub, "--plain-http");
      fails(3, "verify", remote, "--key", pub, "--plain-http", "--type", "slsa-provenance");
      Repository repository = registry.repository("team/m");
      assertThat(repository.tags()).containsOnlyKeys("1");
      JsonNode list =
          ok("attestations", remote, "--key", pub, "--plain-http", "--output", "json").json();
      assertThat(list.path("attestations")).hasSize(1);
      assertThat(list.at("/attestations/0/verified").asBoolean()).isTrue();
      assertThat(list.at("/attestations/0/embedded").asText()).startsWith(PATH);
      Path bundles = temp.resolve("bundles");
      ok("attestations", remote, "--export", bundles.toString(), "--plain-http");
      assertThat(bundles).isDirectoryContaining("glob:**.bundle.json");
    }
  }

  private static String[] with(String[] args, String... more) {
    return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void predicatesFromFilesAreEmbedded() throws Exception {
    Path result = temp.resolve("result.json");
    Files.writeString(result, "{\"result\": \"FAILED\", \"configuration\": [{\"name\": \"s\"}]}");
    Path review = Files.writeString(temp.resolve("review.json"), "{\"by\": \"ann\"}");
    String type = "https://example.com/reviewed/v1";
    embed(
        folder,
        "m:1",
        "--embed-attestation=slsa-provenance",
        "--embed-attestation",
        "test-result=" + result,
        "--embed-attestation",
        type + "=" + review);
    ok("verify", "m:1", "--key", pub, "--type", "test-result", "--type", type);
    Path policy = temp.resolve("policy.yaml");
    Files.writeString(policy, "version: 1\nrequire: [signature, test-result]\n");
    assertThat(fails(3, "gate", "m:1", "--policy", policy.toString(), "--key", pub).out())
        .contains("ok   signature", "says FAILED, not PASSED");
    Path out = temp.resolve("out");
    ok("unpack", "m:1", "-d", out.toString());
    assertThat(statement(out, "04-attestation").at("/predicate/by").asText()).isEqualTo("ann");
    JsonNode provenance = statement(out, "02-slsa-provenance");
    assertThat(provenance.at("/predicate/buildDefinition/externalParameters/kitrail/command"))
        .hasToString("\"pack\"");
  }

  @Test
  void whatCannotBeEmbedded() throws Exception {
    String name = folder.toString();
    assertThat(fails(2, "pack", name, "--embed-attestation").err()).contains("--key FILE");
    assertThat(fails(2, "pack", name, "--key", key).err()).contains("--embed-attestation");
    String[] pack = {"pack", name, "-t", "m:1", "--key", key};
    assertThat(fails(2, with(pack, "--embed-attestation=test-result")).err())
        .contains("test-result=FILE");
    assertThat(fails(2, with(pack, "--embed-attestation=no-such")).err()).contains("no-such");
    assertThat(fails(2, with(pack, "--embed-attestation=vsa=gone.json")).err())
        .contains("gone.json");
    fails(2, with(pack, "--embed-attestation=signature=" + key));
    String[] publicOnly = {"pack", name, "-t", "m:1", "--key", pub, "--embed-attestation"};
    assertThat(fails(2, publicOnly).err()).contains("p256.pub");
    Path large = temp.resolve("large.json");
    Files.writeString(large, "{\"x\": \"" + "y".repeat(9 * 1024 * 1024) + "\"}");
    assertThat(fails(2, with(pack, "--embed-attestation=https://a.b/c=" + large)).err())
        .contains("more than 10485760 bytes when it is signed");
    assertThat(temp.resolve("home/storage/index.json")).doesNotExist();
  }

  @Test
  void theAttestationsOfAnUnpackedModelKitAreNotPackedAgain() throws Exception {
    String plain = ok("pack", folder.toString(), "-t", "m:0", "--output", "json").out();
    embed(folder, "m:1", "--embed-attestation");
    Path out = temp.resolve("out");
    ok("unpack", "m:1", "-d", out.toString());
    assertThat(out.resolve(PATH)).isDirectoryContaining("glob:**01-signature.sigstore.json");
    assertThat(Files.readString(out.resolve("Kitfile"))).contains("path: " + PATH);

    CommandRun without = ok("pack", out.toString(), "-t", "m:2", "--output", "json");
    assertThat(without.err()).contains("entry .kitrail/attestations is left out");
    assertThat(without.json().path("digest")).isEqualTo(JSON.readTree(plain).path("digest"));

    Files.writeString(out.resolve("model.gguf"), "other weights");
    CommandRun anew = embed(out, "m:3", "--embed-attestation=signature");
    assertThat(anew.err()).doesNotContain("left out");
    ok("verify", "m:3", "--key", pub);
    fails(3, "verify", "m:3", "--key", pub, "--type", "slsa-provenance");
    Path again = temp.resolve("again");
    ok("unpack", "m:3", "-d", again.toString());
    assertThat(again.resolve(PATH + "/02-slsa-provenance.sigstore.json")).doesNotExist();
  }

  @Test
  void theyAreInNoOtherLayer() throws Exception {
    Files.writeString(
        folder.resolve("Kitfile"),
        "manifestVersion: 1.0.0\npackage: {name: m}\ncode: [{path: .}]\n");
    embed(folder, "m:1", "--embed-attestation");
    Path out = temp.resolve("out");
    ok("unpack", "m:1", "-d", out.toString());
    JsonNode first = ok("inspect", "m:1").json();
    embed(out, "m:2", "--embed-attestation");
    assertThat(ok("inspect", "m:2").json().at("/layers/0/size").asLong())
        .as("with the folder .kitrail, which the first one had not")
        .isLessThanOrEqualTo(first.at("/layers/0/size").asLong() + 512);
    ok("verify", "m:2", "--key", pub);
    Files.delete(out.resolve("Kitfile"));
    ok("init", out.toString());
    assertThat(Files.readString(out.resolve("Kitfile"))).doesNotContain("kitrail");
  }

  @Test
  void aRunEmbedsWhatItsFileSays() throws Exception {
    Path example = CommandRun.copyOfExample(temp.resolve("faq-bot"));
    Files.writeString(
        example.resolve("kitrail.yaml"),
        "version: 1\ntest: smoke.yaml\nembed: [slsa-provenance, test-result]\n");
    JsonNode report = ok("run", example.toString(), "-t", "faq:1", "--output", "json").json();
    assertThat(report.path("attestations")).isEmpty();
    assertThat(report.path("embedded"))
        .extracting(it -> it.path("predicateType").asText())
        .containsExactly(SIGNATURE, SLSA, "https://in-toto.io/attestation/test-result/v0.1");
    String development = temp.resolve("home/kitrail/development.pub").toString();
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String remote = registry.host() + "/team/faq:1";
      ok("push", "faq:1", remote, "--plain-http");
      ok("verify", remote, "--key", development, "--type", "test-result", "--plain-http");
    }
    assertThat(ok("run", example.toString(), "-t", "faq:2").out())
        .contains("in " + PATH + "/03-test-result.sigstore.json");

    Files.writeString(example.resolve("kitrail.yaml"), "version: 1\nembed: [test-result]\n");
    assertThat(fails(2, "run", example.toString()).err()).contains("`embed`");
    Files.writeString(example.resolve("kitrail.yaml"), "version: 1\nembed: [vsa]\n");
    assertThat(fails(2, "run", example.toString()).err()).contains("`vsa`");
  }

  @Test
  @Tag("peer")
  void cosignVerifiesTheFilesAgainstTheManifestWithoutTheLayer() throws Exception {
    embed(folder, "m:1", "--embed-attestation");
    JsonNode plain = ok("pack", folder.toString(), "-t", "m:0", "--output", "json").json();
    Path out = temp.resolve("out");
    ok("unpack", "m:1", "-d", out.toString());
    PeerProgram cosign = new PeerProgram("cosign3", temp, Map.of());
    for (String[] file :
        new String[][] {{"01-signature", SIGNATURE}, {"02-slsa-provenance", "slsaprovenance1"}}) {
      cosign.run(
          "verify-blob-attestation",
          "--bundle",
          out.resolve(PATH).resolve(file[0] + ".sigstore.json").toString(),
          "--key",
          pub,
          "--type",
          file[1],
          "--insecure-ignore-tlog",
          blob(plain.path("digest").asText()).toString());
    }
  }

  @Test
  @Tag("peer")
  void copiesByToolsThatDropReferrersAreVerified() throws Exception {
    try (RunningRegistry docker = RegistryPeers.dockerRegistry(temp.resolve("docker"));
        RunningRegistry crane = RegistryPeers.crane(temp.resolve("crane"))) {
      String from = docker.host() + "/team/m:1";
      String[] publish = {"publish", folder.toString(), "-t", from, "--plain-http", "--key", key};
      ok(with(publish, "--embed-attestation"));
      ok("sign", from, "--key", key, "--plain-http");

      String byOras = crane.host() + "/by/oras:1";
      new PeerProgram("oras", temp, Map.of())
          .run("copy", "--from-plain-http", "--to-plain-http", from, byOras);
      String layout = temp.resolve("layout") + ":1";
      new PeerProgram("oras", temp, Map.of())
          .run("copy", "--from-plain-http", from, "--to-oci-layout", layout);
      String byCrane = crane.host() + "/by/crane:1";
      new PeerProgram("crane", temp, Map.of()).run("copy", "--insecure", from, byCrane);

      for (String copy : List.of(byOras, "oci:" + layout, byCrane)) {
        JsonNode verified =
            ok(
                    "verify",
                    copy,
                    "--key",
                    pub,
                    "--type",
                    "slsa-provenance",
                    "--plain-http",
                    "--output",
                    "json")
                .json();
        assertThat(verified.path("verified"))
            .as(copy)
            .hasSize(2)
            .allMatch(it -> it.path("embedded").asText().startsWith(PATH));
      }
    }
  }
}
