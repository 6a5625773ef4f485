package io.github.kitrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.TestKeys;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.fixture.Repository;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.KitfileConfig;
import io.github.kitrail.modelkit.LayerInfo;
import io.github.kitrail.modelkit.Manifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ModelKits with attestations in them, altered by somebody who has no key. */
class EmbeddedForgeryTest {
  private static final String KITFILE =
      """
      manifestVersion: 1.0.0
      package: {name: m}
      model: {name: m, path: model.gguf}
      code: [{path: a.py}, {path: b.py}]
      docs: [{path: README.md}]
      """;

  @TempDir Path temp;
  private FixtureRegistry registry;
  private CommandRun.Shell shell;
  private Path folder;
  private String key;
  private String pub;
  private ForgedModelKit honest;

  @BeforeEach
  void anHonestModelKit() throws Exception {
    registry = FixtureRegistry.start();
    shell = CommandRun.in(temp.resolve("home")).with("COSIGN_PASSWORD", "pw");
    key = sample("p256.key");
    pub = sample("p256.pub");
    folder = Files.createDirectories(temp.resolve("kit"));
    for (String name : List.of("model.gguf", "a.py", "b.py", "README.md")) {
      Files.writeString(folder.resolve(name), name);
    }
    Files.writeString(folder.resolve("Kitfile"), KITFILE);
    publish("1");
    honest = ForgedModelKit.of(repository(), "1");
    assertThat(verify("1").status()).isZero();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private static String sample(String name) throws Exception {
    String resource = "/io/github/kitrail/evidence/cosign/" + name;
    return Path.of(Objects.requireNonNull(EmbeddedForgeryTest.class.getResource(resource)).toURI())
        .toString();
  }

  private Repository repository() {
    return registry.repository("team/m");
  }

  private void publish(String tag) {
    String name = registry.host() + "/team/m:" + tag;
    CommandRun run =
        shell.run(
            "publish",
            folder.toString(),
            "-t",
            name,
            "--plain-http",
            "--embed-attestation",
            "--key",
            key);
    assertThat(run.status()).as(run.err()).isZero();
  }

  private CommandRun verify(String tag) {
    String name = registry.host() + "/team/m:" + tag;
    return shell.run("verify", name, "--key", pub, "--plain-http", "--type", "slsa-provenance");
  }

  private void refused(String tag, String... words) {
    CommandRun run = verify(tag);
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(3);
    assertThat(run.err()).contains(words).doesNotContain("Exception", "\tat ");
  }

  private List<Descriptor> layers() {
    return new ArrayList<>(honest.manifest().layers());
  }

  private Descriptor extra() throws Exception {
    return honest.layer("docs", HandmadeModelKit.tar("extra.md", (byte) '0', "", "extra"));
  }

  @Test
  void aLayerThatItDoesNotName() throws Exception {
    Descriptor extra = extra();
    List<Descriptor> after = layers();
    after.add(extra);
    honest.withLayers(after).put("f");
    refused("f", "It does not list the layer docs:", extra.digest().toString(), "was added");

    List<Descriptor> before = layers();
    before.add(before.size() - 1, extra);
    LayerInfo info = new LayerInfo(extra.digest(), extra.digest());
    List<Kitfile.Docs> docs = new ArrayList<>(honest.kitfile().docs());
    docs.add(1, new Kitfile.Docs("extra.md", null, info));
    honest.withLayers(before).withKitfile(withDocs(docs)).put("f");
    refused("f", "It does not list the layer docs:extra.md", "was added");
  }

  private Kitfile withDocs(List<Kitfile.Docs> docs) {
    Kitfile kitfile = honest.kitfile();
    return new Kitfile(
        kitfile.manifestVersion(),
        kitfile.packageInfo(),
        kitfile.model(),
        kitfile.code(),
        kitfile.datasets(),
        docs);
  }

  @Test
  void aLayerThatIsMissing() {
    List<Descriptor> layers = layers();
    layers.remove(1);
    honest.withLayers(layers).put("f");
    refused("f", "It lists the layer code:a.py", "taken out after it was made");
  }

  @Test
  void layersInAnotherOrder() {
    List<Descriptor> layers = layers();
    Collections.swap(layers, 1, 2);
    honest.withLayers(layers).put("f");
    refused("f", "layers in another order", "reordered after it was made");

    List<Descriptor> attestationsFirst = layers();
    Collections.rotate(attestationsFirst, 1);
    honest.withLayers(attestationsFirst).put("f");
    refused("f", "not the ModelKit's last", "reordered after it was made");

    List<Kitfile.Docs> docs = new ArrayList<>(honest.kitfile().docs());
    Collections.reverse(docs);
    honest.withKitfile(withDocs(docs)).put("f");
    refused("f", "not the ModelKit's last", "reordered after it was made");
  }

  @Test
  void aLayerThatWasChanged() throws Exception {
    List<Descriptor> layers = layers();
    layers.set(0, honest.layer("model", HandmadeModelKit.tar("m", (byte) '0', "", "evil")));
    honest.withLayers(layers).put("f");
    refused("f", "It lists the layer model:model.gguf", "was changed after it was made");
  }

  @Test
  void aChangedConfig() throws Exception {
    String config = new String(KitfileConfig.toBytes(honest.kitfile()), UTF_8);
    String renamed = config.replace("\"name\":\"m\",\"path\"", "\"name\":\"x\",\"path\"");
    assertThat(renamed).isNotEqualTo(config);
    honest.put("f", renamed.getBytes(UTF_8));
    refused("f", "It lists another config", "config was changed after it was made");

    honest.put("f", config.replace("{\"man", "{\"prompts\":[],\"man").getBytes(UTF_8));
    refused("f", "its config is not written as Kitrail writes it");

    String described = config.replace("Embedded attestations, version 1", "Manual");
    assertThat(described).isNotEqualTo(config);
    honest.put("f", described.getBytes(UTF_8));
    refused("f", "entry for them is not the one that Kitrail writes");
  }

  @Test
  void aChangedManifest() {
    honest.withAnnotations(Map.of(Manifest.CLI_VERSION, "9.9.9")).put("f");
    refused("f", "It lists another manifest", "annotation was changed");

    List<Descriptor> layers = layers();
    Descriptor code = layers.get(1);
    layers.set(1, new Descriptor(code.mediaType() + "+gzip", code.digest(), code.size()));
    honest.withLayers(layers).put("f");
    refused("f", "It lists another manifest", "kind of a layer");

    byte[] more =
        new String(honest.manifest().toBytes(), UTF_8)
            .replace("\"schemaVersion\":2", "\"schemaVersion\":2,\"more\":1")
            .getBytes(UTF_8);
    repository()
        .tag("f", repository().putManifest("application/vnd.oci.image.manifest.v1+json", more));
    refused("f", "its manifest is not written as Kitrail writes it");
  }

  @Test
  void theLayerOfAnotherModelKit() throws Exception {
    for (String name : List.of("model.gguf", "a.py", "b.py", "README.md")) {
      Files.writeString(folder.resolve(name), "another " + name);
    }
    publish("2");
    putAttestationsOf("2", "f");
    refused("f", "It lists none of the ModelKit's layers", "made for another ModelKit");

    Files.writeString(folder.resolve("Kitfile"), KITFILE.replace("{name: m}", "{name: other}"));
    for (String name : List.of("model.gguf", "a.py", "b.py", "README.md")) {
      Files.writeString(folder.resolve(name), name);
    }
    publish("3");
    putAttestationsOf("3", "f");
    refused("f", "It lists another config");
  }

  /** The honest ModelKit with the attestations of another one, by the same key. */
  private void putAttestationsOf(String from, String to) throws Exception {
    ForgedModelKit other = ForgedModelKit.of(repository(), from);
    List<Descriptor> layers = layers();
    layers.set(layers.size() - 1, other.manifest().layers().get(layers.size() - 1));
    List<Kitfile.Docs> docs = new ArrayList<>(honest.kitfile().docs());
    docs.set(1, other.kitfile().docs().get(1));
    honest.withLayers(layers).withKitfile(withDocs(docs)).put(to);
  }

  @Test
  void anotherKey() throws Exception {
    pub = Files.writeString(temp.resolve("other.pub"), TestKeys.PUBLIC).toString();
    refused("1", "It was signed with another key");
  }

  @Test
  void theKitfileIsNotBelievedAboutTheLayer() {
    LayerInfo model = honest.kitfile().layers().get(0).info();
    Kitfile.Docs entry = honest.kitfile().docs().get(1);
    List<Kitfile.Docs> docs = new ArrayList<>(honest.kitfile().docs());

    docs.set(1, new Kitfile.Docs(entry.path(), entry.description(), model));
    honest.withKitfile(withDocs(docs)).put("f");
    refused("f", "manifest does not name their layer as Kitrail does");

    LayerInfo nowhere = new LayerInfo(honest.manifest().config().digest(), null);
    docs.set(1, new Kitfile.Docs(entry.path(), entry.description(), nowhere));
    honest.withKitfile(withDocs(docs)).put("f");
    refused("f", "which its manifest has not");

    docs.set(1, entry);
    docs.add(entry);
    honest.withKitfile(withDocs(docs)).put("f");
    refused("f", "more than one layer of them");

    docs.clear();
    honest.withKitfile(withDocs(docs)).put("f");
    refused("f", "no evidence about it");
  }

  @Test
  void aLayerThatIsNoLayerOfBundles() throws Exception {
    putAttestations(HandmadeModelKit.tar("model.gguf", (byte) '0', "", "evil"), "f");
    refused("f", "something else than the files of the folder .kitrail/attestations");
    putAttestations(HandmadeModelKit.tar("x", (byte) '2', "/etc/passwd", ""), "f");
    refused("f", "a symbolic link");
    putAttestations(new byte[40 * 1024 * 1024], "f");
    refused("f", "bytes, where at most");
    putAttestations("{}".getBytes(UTF_8), "f");
    refused("f", "its archive is damaged");
  }

  private void putAttestations(byte[] layer, String tag) {
    Descriptor descriptor = honest.layer("docs", layer);
    List<Descriptor> layers = layers();
    layers.set(layers.size() - 1, descriptor);
    Kitfile.Docs entry = honest.kitfile().docs().get(1);
    LayerInfo info = new LayerInfo(descriptor.digest(), descriptor.digest());
    List<Kitfile.Docs> docs = new ArrayList<>(honest.kitfile().docs());
    docs.set(1, new Kitfile.Docs(entry.path(), entry.description(), info));
    honest.withLayers(layers).withKitfile(withDocs(docs)).put(tag);
  }

  @Test
  void whatTheLayerHoldsCountsOnItsOwn() throws Exception {
    String name = registry.host() + "/team/m:f";
    honest.withAnnotations(Map.of(Manifest.CLI_VERSION, "9.9.9")).put("f");
    CommandRun sign = shell.run("sign", name, "--key", key, "--plain-http");
    assertThat(sign.status()).as(sign.err()).isZero();
    refused("f", "no attestation slsa-provenance of it that verifies");
    CommandRun signed = shell.run("verify", name, "--key", pub, "--plain-http");
    assertThat(signed.status())
        .as("a signature of this very manifest is good, whatever lies in it")
        .isZero();
    assertThat(signed.out()).doesNotContain(".kitrail");
  }
}
