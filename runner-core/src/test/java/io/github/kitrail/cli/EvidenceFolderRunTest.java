package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.kitrail.RegistryPeers;
import io.github.kitrail.RunningRegistry;
import io.github.kitrail.fixture.FixtureRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence goes into a folder and out of it again, elsewhere. */
class EvidenceFolderRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSPHRASE = "open-sesame-4711";
  @TempDir Path temp;
  private CommandRun.Shell shell;
  private String kit;
  private String key;
  private String pub;
  private String folder;

  @BeforeEach
  void aSignedModelKit() throws Exception {
    shell = CommandRun.in(temp.resolve("home")).with("COSIGN_PASSWORD", PASSPHRASE);
    kit = modelKit("m", "weights");
    folder = temp.resolve("evidence").toString();
    run(0, "generate-key", "--out", temp.resolve("k").toString());
    key = temp.resolve("k.key").toString();
    pub = temp.resolve("k.pub").toString();
    run(0, "pack", kit, "-t", "m:1");
  }

  private String modelKit(String name, String weights) throws IOException {
    Path directory = Files.createDirectories(temp.resolve(name));
    Files.writeString(directory.resolve("model.gguf"), weights);
    Files.writeString(
        directory.resolve("Kitfile"),
        "manifestVersion: 1.0.0\npackage: {name: m}\nmodel: {name: m, path: model.gguf}\n");
    return directory.toString();
  }

  private CommandRun run(int status, String... args) {
    CommandRun run = shell.run(args);
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(status);
    assertThat(run.err()).doesNotContain("Exception", "\tat ");
    return run;
  }

  private void sign(String reference) throws IOException {
    String predicate =
        Files.writeString(
                temp.resolve("p.json"),
                "{\"result\": \"PASSED\", \"configuration\": [{\"name\": \"s\"}]}")
            .toString();
    run(0, "sign", reference, "--key", key, "--plain-http");
    run(
        0,
        "attest",
        reference,
        "--type",
        "test-result",
        "--predicate",
        predicate,
        "--key",
        key,
        "--plain-http");
  }

  private JsonNode imported(String from, String reference) throws IOException {
    return run(0, "attestations", "import", from, reference, "--plain-http", "--output", "json")
        .json();
  }

  @Test
  void evidenceOfTheStoreArrivesInARegistryAndInALayout() throws Exception {
    sign("m:1");
    run(0, "attestations", "export", "m:1", "--to", folder);
    assertThat(Path.of(folder, "index.json")).exists();
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String remote = registry.host() + "/team/m:1";
      run(0, "publish", kit, "-t", remote, "--plain-http");
      String layout = "oci:" + temp.resolve("layout") + ":1";
      run(0, "promote", remote, layout, "--plain-http");
      for (String target : List.of(remote, layout)) {
        run(3, "verify", target, "--key", pub, "--plain-http");
        assertThat(imported(folder, target).path("imported")).hasSize(2);
        run(0, "verify", target, "--key", pub, "--type", "test-result", "--plain-http");
        JsonNode again = imported(folder, target);
        assertThat(again.path("imported")).isEmpty();
        assertThat(again.path("present")).hasSize(2);
      }
      assertThat(blobs(temp.resolve("layout"))).containsAll(blobs(Path.of(folder)));
    }
    assertThat(run(0, "attestations", "m:1", "--output", "json").json().path("attestations"))
        .as("the listing stays as it was")
        .hasSize(2);
  }

  private static List<String> blobs(Path layout) throws IOException {
    List<String> blobs = new ArrayList<>();
    try (Stream<Path> files = Files.list(layout.resolve("blobs/sha256"))) {
      for (Path file : files.toList()) {
        blobs.add(file.getFileName() + " " + Files.readString(file));
      }
    }
    return blobs;
  }

  @Test
  void evidenceAboutAnotherModelKitIsRefused() throws Exception {
    sign("m:1");
    run(0, "attestations", "export", "m:1", "--to", folder);
    run(0, "pack", modelKit("other", "other weights"), "-t", "other:1");

    CommandRun refused = run(3, "attestations", "import", folder, "other:1");

    assertThat(refused.err()).contains("is no evidence about it", "Nothing was imported");
    assertThat(run(0, "attestations", "other:1", "--output", "json").json().path("attestations"))
        .isEmpty();
  }

  @Test
  void oneForeignPieceRefusesTheWholeFolder() throws Exception {
    sign("m:1");
    run(0, "attestations", "export", "m:1", "--to", folder);
    run(0, "pack", modelKit("other", "other weights"), "-t", "other:1");
    sign("other:1");
    Path foreign = temp.resolve("foreign");
    run(0, "attestations", "export", "other:1", "--to", foreign.toString());
    try (Stream<Path> files = Files.list(foreign.resolve("blobs/sha256"))) {
      for (Path file : files.toList()) {
        Path target = Path.of(folder, "blobs", "sha256", file.getFileName().toString());
        if (!Files.exists(target)) {
          Files.copy(file, target);
        }
      }
    }
    Path index = Path.of(folder, "index.json");
    JsonNode merged = JSON.readTree(index.toFile());
    ((ArrayNode) merged.path("manifests"))
        .add(JSON.readTree(foreign.resolve("index.json").toFile()).path("manifests").get(0));
    JSON.writeValue(index.toFile(), merged);

    assertThat(run(3, "attestations", "import", folder, "m:1").err())
        .contains("is no evidence about it");
  }

  @Test
  void anAlteredBundleIsRefused() throws Exception {
    sign("m:1");
    run(0, "attestations", "export", "m:1", "--to", folder);
    Path bundle;
    try (Stream<Path> files = Files.list(Path.of(folder, "blobs", "sha256"))) {
      bundle = files.filter(file -> text(file).contains("dsseEnvelope")).findFirst().orElseThrow();
    }
    Files.writeString(bundle, Files.readString(bundle).replace("dsseEnvelope", "dsseenvelope"));

    assertThat(run(3, "attestations", "import", folder, "m:1").err())
        .contains("Could not import the evidence", "Nothing was imported");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    assertThat(run(6, "attestations", "export", "m:1", "--to", folder).err())
        .contains("no signature and no attestation to export");
    assertThat(Path.of(folder)).doesNotExist();
    sign("m:1");
    assertThat(run(2, "attestations", "export", "m:1", "--to", kit).err())
        .contains("there is something in it");
    assertThat(run(2, "attestations", "import", kit, "m:1").err()).contains("index.json");
    assertThat(run(2, "attestations").err()).contains("Name the ModelKit");
    assertThat(run(2, "attestations", "export", "m:1").err()).contains("--to");
  }

  @Test
  @Tag("peer")
  void cosign3VerifiesBundlesOnTheOtherSide() throws Exception {
    PeerProgram cosign = new PeerProgram("cosign3", temp, Map.of("COSIGN_PASSWORD", PASSPHRASE));
    Path config =
        Files.writeString(
            temp.resolve("sc.json"),
            "{\"mediaType\":\"application/vnd.dev.sigstore.signingconfig.v0.2+json\"}");
    try (RunningRegistry near = RegistryPeers.dockerRegistry(temp.resolve("near"));
        RunningRegistry far = RegistryPeers.dockerRegistry(temp.resolve("far"))) {
      String here = published(near);
      String there = published(far);
      cosign.run("sign", "--yes", "--signing-config", config.toString(), "--key", key, here);
      run(0, "attestations", "export", here, "--to", folder, "--plain-http");
      assertThat(imported(folder, there).path("imported")).hasSize(1);
      cosign.run("verify", "--insecure-ignore-tlog", "--key", pub, there);
      run(0, "verify", there, "--key", pub, "--plain-http");

      sign(here);
      String second = temp.resolve("second").toString();
      run(0, "attestations", "export", here, "--to", second, "--plain-http");
      JsonNode more = imported(second, there);
      assertThat(more.path("imported")).hasSize(2);
      assertThat(more.path("present")).hasSize(1);
      cosign.run("verify", "--insecure-ignore-tlog", "--key", pub, there);
      String type = "https://in-toto.io/attestation/test-result/v0.1";
      cosign.run(
          "verify-attestation", "--insecure-ignore-tlog", "--key", pub, "--type", type, there);
    }
  }

  private String published(RunningRegistry registry) throws Exception {
    String name = registry.host() + "/team/m";
    JsonNode result =
        run(0, "publish", kit, "-t", name + ":1", "--plain-http", "--output", "json").json();
    return name + "@" + result.path("digest").asText();
  }

  @Test
  @Tag("peer")
  void cosign2VerifiesItsTagOnTheOtherSide() throws Exception {
    PeerProgram cosign = new PeerProgram("cosign2", temp, Map.of("COSIGN_PASSWORD", PASSPHRASE));
    try (RunningRegistry near = RegistryPeers.dockerRegistry(temp.resolve("near"));
        RunningRegistry far = RegistryPeers.dockerRegistry(temp.resolve("far"))) {
      String here = published(near);
      String there = published(far);
      tag(cosign, "k", here);
      run(0, "attestations", "export", here, "--to", folder, "--plain-http");
      assertThat(imported(folder, there).path("imported")).hasSize(1);
      assertThat(imported(folder, there).path("present")).hasSize(1);
      verifyTag(cosign, "k", there);

      run(0, "generate-key", "--out", temp.resolve("k2").toString());
      tag(cosign, "k2", here);
      String more = temp.resolve("more").toString();
      run(0, "attestations", "export", here, "--to", more, "--plain-http");
      assertThat(imported(more, there).path("imported")).as("one more in the tag").hasSize(1);
      assertThat(imported(folder, there).path("present")).as("the smaller one").hasSize(1);
      verifyTag(cosign, "k2", there);

      run(0, "generate-key", "--out", temp.resolve("k3").toString());
      tag(cosign, "k3", there);
      String conflict = temp.resolve("conflict").toString();
      run(0, "generate-key", "--out", temp.resolve("k4").toString());
      tag(cosign, "k4", here);
      run(0, "attestations", "export", here, "--to", conflict, "--plain-http");
      assertThat(run(2, "attestations", "import", conflict, there, "--plain-http").err())
          .contains("has other signatures there, which would be lost");
      verifyTag(cosign, "k3", there);
    }
  }

  private void tag(PeerProgram cosign, String name, String reference) throws Exception {
    String file = temp.resolve(name + ".key").toString();
    cosign.run("sign", "--yes", "--tlog-upload=false", "--key", file, reference);
  }

  private void verifyTag(PeerProgram cosign, String name, String reference) throws Exception {
    String file = temp.resolve(name + ".pub").toString();
    cosign.run("verify", "--insecure-ignore-tlog", "--key", file, reference);
  }
}
