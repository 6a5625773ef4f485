package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.RegistryPeers;
import io.github.kitrail.RunningRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateKeyRunTest {
  private static final String PASSPHRASE = "open-sesame-4711";
  @TempDir Path temp;
  private CommandRun.Shell shell;
  private String prefix;

  @BeforeEach
  void aShell() throws Exception {
    shell = CommandRun.in(temp.resolve("home")).with("COSIGN_PASSWORD", PASSPHRASE);
    prefix = Files.createDirectories(temp.resolve("keys")).resolve("release").toString();
    Path folder = Files.createDirectories(temp.resolve("kit"));
    Files.writeString(folder.resolve("model.gguf"), "weights");
    Files.writeString(
        folder.resolve("Kitfile"),
        "manifestVersion: 1.0.0\npackage: {name: m}\nmodel: {name: m, path: model.gguf}\n");
    run(0, "pack", folder.toString(), "-t", "m:1");
  }

  private CommandRun run(int status, String... args) {
    CommandRun run = shell.run(args);
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(status);
    assertThat(run.out() + run.err()).doesNotContain(PASSPHRASE, "BEGIN", "Exception");
    return run;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecdsa-p256", "ecdsa-p384", "ecdsa-p521", "ed25519", "rsa-3072"})
  void whatItSignsVerifies(String type) {
    run(0, "generate-key", "--out", prefix, "--type", type);
    run(0, "sign", "m:1", "--key", prefix + ".key");
    run(0, "verify", "m:1", "--key", prefix + ".pub");
  }

  @Test
  void overwritesOnlyWhenTold() throws Exception {
    run(0, "generate-key", "--out", prefix);
    byte[] key = Files.readAllBytes(Path.of(prefix + ".key"));
    byte[] pub = Files.readAllBytes(Path.of(prefix + ".pub"));

    assertThat(run(2, "generate-key", "--out", prefix).err())
        .contains("release.key", "is there already", "--force");
    Files.delete(Path.of(prefix + ".key"));
    assertThat(run(2, "generate-key", "--out", prefix).err()).contains("release.pub");
    assertThat(Path.of(prefix + ".key")).doesNotExist();
    assertThat(Path.of(prefix + ".pub")).hasBinaryContent(pub);

    Files.write(Path.of(prefix + ".key"), key);
    run(0, "generate-key", "--out", prefix, "--force");
    assertThat(Files.readAllBytes(Path.of(prefix + ".key"))).isNotEqualTo(key);
    assertThat(Files.readAllBytes(Path.of(prefix + ".pub"))).isNotEqualTo(pub);
    try (Stream<Path> files = Files.list(temp.resolve("keys"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("release.key", "release.pub");
    }
    run(0, "sign", "m:1", "--key", prefix + ".key");
    run(0, "verify", "m:1", "--key", prefix + ".pub");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theKeyIsItsOwnersOnlyAlsoWhenReplaced() throws Exception {
    run(0, "generate-key", "--out", prefix);
    Path key = Path.of(prefix + ".key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    run(0, "generate-key", "--out", prefix, "--force");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @Tag("peer")
  @CsvSource({"cosign2,ecdsa-p256", "cosign3,ecdsa-p256", "cosign2,ed25519", "cosign3,rsa-3072"})
  void cosignSignsWithItAndWeVerifyAndTheOtherWayRound(String cosign, String type)
      throws Exception {
    run(0, "generate-key", "--out", prefix, "--type", type);
    PeerProgram peer = new PeerProgram(cosign, temp, Map.of("COSIGN_PASSWORD", PASSPHRASE));
    try (RunningRegistry registry = RegistryPeers.dockerRegistry(temp.resolve("registry"))) {
      String theirs = published(registry, "theirs");
      peer.run(signing(cosign, theirs));
      run(0, "verify", theirs, "--key", prefix + ".pub", "--plain-http");

      String ours = published(registry, "ours");
      run(0, "sign", ours, "--key", prefix + ".key", "--plain-http");
      peer.run(verifying(cosign, ours));
    }
  }

  private String published(RunningRegistry registry, String name) throws Exception {
    String reference = registry.host() + "/team/" + name;
    String[] publish = {"publish", temp.resolve("kit").toString(), "-t", reference + ":1"};
    String[] all =
        Stream.of(publish, new String[] {"--plain-http", "--output", "json"})
            .flatMap(Stream::of)
            .toArray(String[]::new);
    return reference + "@" + run(0, all).json().path("digest").asText();
  }

  private String[] signing(String cosign, String reference) throws Exception {
    String none = "{\"mediaType\":\"application/vnd.dev.sigstore.signingconfig.v0.2+json\"}";
    String log =
        cosign.equals("cosign2")
            ? "--tlog-upload=false"
            : "--signing-config=" + Files.writeString(temp.resolve("sc.json"), none);
    return new String[] {"sign", "--yes", log, "--key", prefix + ".key", reference};
  }

  private String[] verifying(String cosign, String reference) throws Exception {
    String none = "{\"mediaType\":\"application/vnd.dev.sigstore.trustedroot+json;version=0.1\"}";
    Path root = Files.writeString(temp.resolve("tr.json"), none);
    List<String> words =
        new ArrayList<>(List.of("verify", "--insecure-ignore-tlog", "--key", prefix + ".pub"));
    if (cosign.equals("cosign2")) {
      words.addAll(List.of("--new-bundle-format", "--trusted-root", root.toString()));
    }
    words.add(reference);
    return words.toArray(new String[0]);
  }

  @Test
  void saysWhatToDo() {
    assertThat(run(2, "generate-key", "--out", prefix, "--type", "dsa").err())
        .contains("\"dsa\"", "ecdsa-p256, ecdsa-p384, ecdsa-p521, ed25519, rsa-3072");
    assertThat(run(2, "generate-key", "--out", temp.resolve("gone/k").toString()).err())
        .contains("its folder does not exist");
    CommandRun none = CommandRun.in(temp.resolve("home")).run("generate-key", "--out", prefix);
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.err()).contains("KITRAIL_KEY_PASSPHRASE or COSIGN_PASSWORD");
    assertThat(Path.of(prefix + ".key")).doesNotExist();
    CommandRun empty =
        CommandRun.in(temp.resolve("home"))
            .with("KITRAIL_KEY_PASSPHRASE", "")
            .run("generate-key", "--out", prefix);
    assertThat(empty.status()).isZero();
    assertThat(empty.err()).contains("The passphrase is empty");
  }
}
