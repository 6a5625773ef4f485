package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
