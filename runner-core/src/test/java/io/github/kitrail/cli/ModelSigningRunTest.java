package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.evidence.Samples;
import io.github.kitrail.fixture.FixtureRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders and the bundles that sign them, ours and model_signing's. */
class ModelSigningRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path temp;
  private CommandRun.Shell shell;
  private Path kit;
  private Path folder;
  private String bundle;
  private String key;
  private String pub;

  @BeforeEach
  void aModelKitAndAKey() throws Exception {
    shell = CommandRun.in(temp.resolve("home")).with("COSIGN_PASSWORD", "pw");
    ok("generate-key", "--out", temp.resolve("k").toString());
    key = temp.resolve("k.key").toString();
    pub = temp.resolve("k.pub").toString();
    folder = temp.resolve("unpacked");
    bundle = temp.resolve("model.sig").toString();
    kit = Files.createDirectories(temp.resolve("kit"));
    Files.createDirectories(kit.resolve("model/sub"));
    Files.writeString(kit.resolve("model/sub/weights.bin"), "weights");
    Files.writeString(kit.resolve("model/config.json"), "{}");
    Files.writeString(kit.resolve(".gitattributes"), "*.bin lfs");
    Files.writeString(kit.resolve("README.md"), "# m");
    Files.writeString(
        kit.resolve("Kitfile"),
        """
        manifestVersion: 1.0.0
        package: {name: m}
        model: {name: m, path: model}
        code: [{path: .gitattributes}]
        docs: [{path: README.md}]
        """);
    ok("pack", kit.toString(), "-t", "m:1");
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

  private void signed(String reference) {
    ok("attest", reference, "--type", "model-signing", "--bundle", bundle, "--key", key);
    ok("unpack", reference, "-d", folder.toString());
  }

  private String[] check(String... more) {
    String[] check = {"verify-folder", folder.toString(), "--bundle", bundle, "--key", pub};
    return Stream.concat(Arrays.stream(check), Arrays.stream(more)).toArray(String[]::new);
  }

  @Test
  void whatIsUnpackedIsWhatWasSigned() throws Exception {
    signed("m:1");
    JsonNode result = ok(check("--output", "json")).json();
    assertThat(result.path("files").asInt()).isEqualTo(4);
    assertThat(result.path("ignored")).hasSize(1);
    assertThat(result.at("/ignored/0").asText()).isEqualTo(".gitattributes");
    assertThat(ok(check()).out())
        .contains("4 files", "valid model-signing by the ECDSA P-256 key", ".gitattributes");
    Files.move(Path.of(bundle), folder.resolve("model.sig"));
    bundle = folder.resolve("model.sig").toString();
    assertThat(ok(check()).out()).doesNotContain("model.sig\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip"})
  void itIsComputedFromTheLayersWithTheirBases(String compression) throws Exception {
    Path upper = Files.createDirectories(temp.resolve("upper"));
    Files.writeString(
        upper.resolve("Kitfile"), "manifestVersion: 1.0.0\nmodel: {name: u, path: \"m:1\"}\n");
    ok("pack", kit.toString(), "-t", "m:1", "--compression", compression);
    ok("pack", upper.toString(), "-t", "u:1");
    signed("u:1");
    assertThat(ok(check("--output", "json")).json().path("files").asInt()).isEqualTo(3);
    assertThat(folder.resolve("model/sub/weights.bin")).exists();
  }

  @Test
  void layersWithOtherBytesAreNotSigned() throws Exception {
    JsonNode layers = ok("inspect", "m:1", "--output", "json").json().path("layers");
    String hex = layers.at("/0/digest").asText().substring("sha256:".length());
    Path blob = temp.resolve("home/storage/blobs/sha256").resolve(hex);
    byte[] bytes = Files.readAllBytes(blob);
    bytes[bytes.length / 2] ^= 1;
    Files.delete(blob);
    Files.write(blob, bytes);
    assertThat(
            fails(3, "attest", "m:1", "--type", "model-signing", "--bundle", bundle, "--key", key)
                .err())
        .contains(hex, "is not what it claims to be");
    assertThat(Path.of(bundle)).doesNotExist();
  }

  @Test
  void isAlsoSaidAboutTheModelKit() {
    ok("sign", "m:1", "--key", key);
    ok("attest", "m:1", "--type", "model-signing", "--key", key);
    ok("verify", "m:1", "--key", pub, "--type", "model-signing");
    assertThat(temp.resolve("model.sig")).doesNotExist();
  }

  @Test
  void itWorksWithARegistry() throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String name = registry.host() + "/team/m:1";
      ok("push", "m:1", name, "--plain-http");
      ok(
          "attest",
          name,
          "--type",
          "model-signing",
          "--bundle",
          bundle,
          "--key",
          key,
          "--plain-http");
      ok("unpack", "m:1", "-d", folder.toString());
      ok(check());
    }
  }

  @Test
  void everyDifferenceIsNamed() throws Exception {
    signed("m:1");
    Files.writeString(folder.resolve("model/config.json"), "{ }");
    Files.delete(folder.resolve("README.md"));
    Files.writeString(folder.resolve("model/evil.py"), "");
    Files.writeString(folder.resolve(".gitattributes"), "may be anything");
    Files.createSymbolicLink(folder.resolve("link"), Path.of("Kitfile"));
    assertThat(fails(3, check()).err())
        .contains(
            "Missing: README.md.",
            "Changed: model/config.json.",
            "Not signed: model/evil.py.",
            "Not allowed: link is a symbolic link.")
        .doesNotContain("weights.bin", "gitattributes");
  }

  @Test
  void anotherKeyAndAnAlteredBundleAreNotBelieved() throws Exception {
    signed("m:1");
    ok("generate-key", "--out", temp.resolve("other").toString());
    String other = temp.resolve("other.pub").toString();
    assertThat(
            fails(3, "verify-folder", folder.toString(), "--bundle", bundle, "--key", other).err())
        .contains("model.sig is not trusted", "another key");
    // Whoever changes a file changes its digest in the bundle, and the sum of them.
    ObjectNode forged = (ObjectNode) JSON.readTree(Path.of(bundle).toFile());
    ObjectNode envelope = (ObjectNode) forged.path("dsseEnvelope");
    byte[] payload = Base64.getDecoder().decode(envelope.path("payload").asText());
    String altered =
        new String(payload, StandardCharsets.UTF_8).replace("config.json", "other.json");
    envelope.put(
        "payload", Base64.getEncoder().encodeToString(altered.getBytes(StandardCharsets.UTF_8)));
    Files.writeString(Path.of(bundle), forged.toString());
    assertThat(fails(3, check()).err()).contains("it was altered or forged");
  }

  /** Signed by the right key, but the subject is not what the files add up to. */
  @Test
  void aBundleThatDoesNotAddUpIsNotBelieved() throws Exception {
    ok("attest", "m:1", "--type", "model-signing", "--key", key);
    Path bundles = temp.resolve("bundles");
    ok("attestations", "m:1", "--export", bundles.toString());
    try (Stream<Path> files = Files.list(bundles)) {
      bundle = files.findFirst().orElseThrow().toString();
    }
    ok("unpack", "m:1", "-d", folder.toString());
    assertThat(fails(3, check()).err()).contains("does not add up");
  }

  @Test
  void aSignatureOfModelSigningItself() throws Exception {
    Files.createDirectories(folder.resolve("a"));
    Files.writeString(folder.resolve("a/b.txt"), "one\n");
    Files.writeString(folder.resolve("a-b.txt"), "two\n");
    Files.writeString(folder.resolve("a.txt"), "three\n");
    Files.writeString(folder.resolve("ünï.txt"), "four\n");
    bundle = Samples.path("samples/model-signing/model.sig").toString();
    pub = Samples.path("samples/model-signing/key.pub").toString();
    Files.createDirectories(folder.resolve("cache"));
    Files.writeString(folder.resolve("cache/x"), "may be anything");
    assertThat(ok(check()).out()).contains("4 files", "not checked: cache");
    Files.move(folder.resolve("a.txt"), folder.resolve("b.txt"));
    assertThat(fails(3, check()).err()).contains("Missing: a.txt.", "Not signed: b.txt.");
  }

  @Test
  void wrongUseIsRefusedBeforeAnythingIsRead() throws Exception {
    String[] attest = {"attest", "m:1", "--key", key, "--type"};
    String predicate = Files.writeString(temp.resolve("p.json"), "{}").toString();
    assertThat(fails(2, with(attest, "model-signing", "--predicate", predicate)).err())
        .contains("leave --predicate and --asset out");
    assertThat(fails(2, with(attest, "ml-bom", "--bundle", bundle)).err())
        .contains("--bundle is for --type model-signing");
    assertThat(fails(2, with(attest, "model-signing", "--bundle", temp + "/gone/x")).err())
        .contains("Could not write the bundle");
    ok("generate-key", "--type", "ed25519", "--out", temp.resolve("ed").toString());
    String ed = temp.resolve("ed.key").toString();
    assertThat(
            fails(2, "attest", "m:1", "--type", "model-signing", "--bundle", bundle, "--key", ed)
                .err())
        .contains("P-256, P-384 and P-521 only");
    ok("attest", "m:1", "--type", "model-signing", "--key", ed);
    assertThat(temp.resolve("model.sig")).doesNotExist();
    assertThat(fails(2, "verify-folder", "m:1", "--bundle", bundle, "--key", pub).err())
        .contains("m:1 is no folder", "kitrail verify");
    Files.createDirectories(folder);
    assertThat(fails(2, check()).err()).contains("no such file");
    Files.writeString(Path.of(bundle), "{}");
    assertThat(fails(2, check()).err()).contains("sigstore bundle");
  }

  private static String[] with(String[] args, String... more) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
