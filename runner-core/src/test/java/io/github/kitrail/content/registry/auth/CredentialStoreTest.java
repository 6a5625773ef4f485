package io.github.kitrail.content.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CredentialStoreTest {
  private static final Credential ANN = new Credential.Password("ann", "pass:word");

  @TempDir Path directory;

  private Path home() {
    return directory.resolve("kitops");
  }

  private Path file() {
    return home().resolve("credentials.json");
  }

  private Map<String, String> environment() {
    return Map.of("HOME", directory.toString(), "PATH", directory.toString());
  }

  private CredentialStore store() {
    return new CredentialStore(environment(), home());
  }

  private Credential find(String registry) throws KitrailException {
    return DockerCredentials.of(environment(), home(), Set.of()).find(registry);
  }

  @Test
  void whatIsSavedIsFoundUntilErased() throws Exception {
    store().save("ghcr.io", ANN);
    store().save("docker.io", new Credential.IdentityToken("id"));
    store().save("x.io", new Credential.BearerToken("token"));
    assertThat(find("ghcr.io")).isEqualTo(ANN);
    assertThat(find("docker.io")).isEqualTo(new Credential.IdentityToken("id"));
    assertThat(find("x.io")).isEqualTo(new Credential.BearerToken("token"));
    assertThat(Files.readString(file())).contains("\"https://index.docker.io/v1/\"");
    assertThat(store().erase("ghcr.io")).isTrue();
    assertThat(store().erase("ghcr.io")).isFalse();
    assertThat(find("ghcr.io")).isNull();
    assertThat(find("docker.io")).isNotNull();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobodyElseMayReadIt() throws Exception {
    store().save("ghcr.io", ANN);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home())))
        .isEqualTo("rwx------");
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
    store().save("ghcr.io", ANN);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(home())) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void whatOthersWroteIsKept() throws Exception {
    Files.createDirectories(home());
    Files.writeString(
        file(),
        "{\"auths\":{\"https://ghcr.io\":{\"auth\":\"eDp5\"},\"a.io\":{\"auth\":\"eDp5\"}},\"more\":1}");
    store().save("ghcr.io", ANN);
    assertThat(Files.readString(file()))
        .contains("\"more\"", "a.io")
        .doesNotContain("https://ghcr");
    assertThat(find("ghcr.io")).isEqualTo(ANN);
  }

  @Test
  void damagedFileIsNotOverwritten() throws Exception {
    Files.createDirectories(home());
    Files.writeString(file(), "{oops");
    assertThatThrownBy(() -> store().save("ghcr.io", ANN))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_CREDENTIAL));
    assertThat(Files.readString(file())).isEqualTo("{oops");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void symbolicLinkStaysOne() throws Exception {
    Files.createDirectories(home());
    Path real = Files.writeString(directory.resolve("real.json"), "{}");
    Files.createSymbolicLink(file(), real);
    store().save("ghcr.io", ANN);
    assertThat(file()).isSymbolicLink();
    assertThat(real).content().contains("ghcr.io");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void helperKeepsItWhenTheFileNamesOne() throws Exception {
    Path helper = directory.resolve("docker-credential-test");
    Path kept = directory.resolve("kept");
    Files.writeString(
        helper,
        "#!/bin/sh\ncase $1 in store) /bin/cat > "
            + kept
            + ";;\n"
            + "get) [ -f "
            + kept
            + " ] && /bin/cat "
            + kept
            + " || { echo credentials not found in native keychain; exit 1; };;\n"
            + "erase) /bin/rm "
            + kept
            + ";; esac\n");
    Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(home());
    Files.writeString(file(), "{\"credsStore\":\"test\"}");
    store().save("ghcr.io", ANN);
    assertThat(kept).content().contains("\"ServerURL\":\"ghcr.io\"", "pass:word");
    assertThat(file()).content().contains("ghcr.io").doesNotContain("pass", "auth\"");
    assertThat(find("ghcr.io")).isEqualTo(ANN);
    assertThat(store().erase("ghcr.io")).isTrue();
    assertThat(kept).doesNotExist();
    assertThat(store().erase("ghcr.io")).isFalse();
  }
}
