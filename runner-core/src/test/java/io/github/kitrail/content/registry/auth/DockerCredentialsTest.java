package io.github.kitrail.content.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DockerCredentialsTest {
  @TempDir Path directory;

  private final Map<String, String> environment = new HashMap<>();
  private Path kit;

  @BeforeEach
  void directories() throws Exception {
    kit = Files.createDirectories(directory.resolve("kit"));
    environment.put("HOME", directory.toString());
    environment.put("PATH", directory.resolve("bin").toString());
    Files.createDirectories(directory.resolve("bin"));
  }

  private Credential find(String registry) throws KitrailException {
    return DockerCredentials.of(environment, kit, Set.of("named.io")).find(registry);
  }

  private void write(String file, String text) throws Exception {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void docker(String text) throws Exception {
    write(".docker/config.json", text);
  }

  private void helper(String name, String script) throws Exception {
    write("bin/docker-credential-" + name, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(
        directory.resolve("bin/docker-credential-" + name),
        PosixFilePermissions.fromString("rwx------"));
  }

  private static String auth(String pair) {
    String base64 = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return "{\"auth\":\"" + base64 + "\"}";
  }

  private static Credential password(String user, String password) {
    return new Credential.Password(user, password);
  }

  @Test
  void withoutAnyFileThereIsNone() throws Exception {
    assertThat(find("ghcr.io")).isNull();
    docker("{}");
    assertThat(find("ghcr.io")).isNull();
    docker("");
    assertThat(find("ghcr.io")).isNull();
  }

  @Test
  void authIsUserAndPasswordWhichMayHaveColons() throws Exception {
    docker("{\"auths\":{\"ghcr.io\":" + auth("ann:a:b:c") + ",\"x.io\":" + auth("ü:ß\0\0") + "}}");
    assertThat(find("ghcr.io")).isEqualTo(password("ann", "a:b:c"));
    assertThat(find("x.io")).isEqualTo(password("ü", "ß"));
    assertThat(find("other.io")).isNull();
  }

  @Test
  void emptyAndForeignEntriesAreNone() throws Exception {
    docker(
        "{\"auths\":{\"ghcr.io\":{},\"a.io\":{\"auth\":\"\"},\"b.io\":{\"email\":\"x\"},\"c.io\":null},"
            + "\"HttpHeaders\":{},\"credHelpers\":{}}");
    for (String registry : new String[] {"ghcr.io", "a.io", "b.io", "c.io"}) {
      assertThat(find(registry)).isNull();
    }
  }

  @Test
  void tokensOfBothKinds() throws Exception {
    docker(
        "{\"auths\":{\"a.io\":{\"auth\":\"eDo=\",\"identitytoken\":\"id\"},"
            + "\"b.io\":{\"registrytoken\":\"reg\"},"
            + "\"c.io\":{\"username\":\"ann\",\"password\":\"pw\"}}}");
    assertThat(find("a.io")).isEqualTo(new Credential.IdentityToken("id"));
    assertThat(find("b.io")).isEqualTo(new Credential.BearerToken("reg"));
    assertThat(find("c.io")).isEqualTo(password("ann", "pw"));
  }

  @Test
  void keysMayBeUrls() throws Exception {
    docker(
        "{\"auths\":{\"https://ghcr.io/v2/\":"
            + auth("a:1")
            + ",\"http://r.io:5000\":"
            + auth("b:2")
            + ",\"https://exact.io/v1/\":"
            + auth("old:old")
            + ",\"exact.io\":"
            + auth("new:new")
            + "}}");
    assertThat(find("ghcr.io")).isEqualTo(password("a", "1"));
    assertThat(find("r.io:5000")).isEqualTo(password("b", "2"));
    assertThat(find("r.io")).isNull();
    assertThat(find("exact.io")).isEqualTo(password("new", "new"));
  }

  @Test
  void dockerHubHasAKeyOfItsOwn() throws Exception {
    docker("{\"auths\":{\"https://index.docker.io/v1/\":" + auth("a:1") + "}}");
    assertThat(find("docker.io")).isEqualTo(password("a", "1"));
    assertThat(find("index.docker.io")).isEqualTo(password("a", "1"));
    docker("{\"auths\":{\"docker.io\":" + auth("b:2") + "}}");
    assertThat(find("docker.io")).isEqualTo(password("b", "2"));
  }

  @Test
  void brokenEntryFailsNobodyElse() throws Exception {
    docker(
        "{\"auths\":{\"bad.io\":{\"auth\":\"###\"},\"nocolon.io\":{\"auth\":\"eHh4\"},"
            + "\"ghcr.io\":"
            + auth("ann:pw")
            + "}}");
    assertThat(find("ghcr.io")).isEqualTo(password("ann", "pw"));
    for (String registry : new String[] {"bad.io", "nocolon.io"}) {
      assertThatThrownBy(() -> find(registry))
          .isInstanceOfSatisfying(
              KitrailException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.BAD_CREDENTIAL);
                assertThat(e).hasMessageContaining("kitrail login " + registry);
              });
    }
  }

  @Test
  void brokenFileIsToldWithoutItsContent() throws Exception {
    docker("{\"auths\":{\"ghcr.io\":{\"auth\": s3cret}}}");
    assertThatThrownBy(() -> find("ghcr.io"))
        .isInstanceOfSatisfying(
            KitrailException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.BAD_CREDENTIAL);
              assertThat(e.getMessage()).contains("config.json", "line 1").doesNotContain("s3cret");
            });
    write("kit/credentials.json", "{\"auths\":{\"ghcr.io\":" + auth("k:1") + "}}");
    assertThat(find("ghcr.io")).isEqualTo(password("k", "1"));
    docker("[]");
    assertThatThrownBy(() -> find("other.io")).hasMessageContaining("no JSON object");
  }

  @Test
  void kitComesFirstThenDockerThenPodman() throws Exception {
    write("run/containers/auth.json", "{\"auths\":{\"ghcr.io\":" + auth("podman:1") + "}}");
    environment.put("XDG_RUNTIME_DIR", directory.resolve("run").toString());
    assertThat(find("ghcr.io")).isEqualTo(password("podman", "1"));
    docker("{\"auths\":{\"ghcr.io\":" + auth("docker:1") + "}}");
    assertThat(find("ghcr.io")).isEqualTo(password("docker", "1"));
    write("kit/credentials.json", "{\"auths\":{\"ghcr.io\":" + auth("kit:1") + "}}");
    assertThat(find("ghcr.io")).isEqualTo(password("kit", "1"));
  }

  @Test
  void filesMayBeElsewhere() throws Exception {
    docker("{\"auths\":{\"ghcr.io\":" + auth("home:1") + "}}");
    write("other/config.json", "{\"auths\":{\"ghcr.io\":" + auth("other:1") + "}}");
    environment.put("DOCKER_CONFIG", directory.resolve("other").toString());
    assertThat(find("ghcr.io")).isEqualTo(password("other", "1"));
    write("podman.json", "{\"auths\":{\"p.io\":" + auth("podman:1") + "}}");
    environment.put("REGISTRY_AUTH_FILE", directory.resolve("podman.json").toString());
    assertThat(find("p.io")).isEqualTo(password("podman", "1"));
  }

  @Test
  void environmentsPasswordGoesOnlyToRegistriesTheUserNamed() throws Exception {
    environment.put("KITRAIL_REGISTRY_USERNAME", "ci");
    environment.put("KITRAIL_REGISTRY_PASSWORD", "pw");
    assertThat(find("named.io")).isEqualTo(password("ci", "pw"));
    assertThat(find("evil.io")).isNull();
    assertThat(DockerCredentials.of(environment, kit, Set.of("index.docker.io")).find("docker.io"))
        .isEqualTo(password("ci", "pw"));
    environment.remove("KITRAIL_REGISTRY_USERNAME");
    assertThat(find("named.io")).isEqualTo(new Credential.IdentityToken("pw"));
    environment.put("KITRAIL_REGISTRY_USERNAME", "ci");
    environment.put("KITRAIL_REGISTRY_PASSWORD", "");
    assertThatThrownBy(() -> find("named.io")).hasMessageContaining("KITRAIL_REGISTRY_PASSWORD");
  }

  @Test
  void whatIsSaidOutrightWins() throws Exception {
    docker("{\"auths\":{\"ghcr.io\":" + auth("docker:1") + ",\"x.io\":" + auth("x:1") + "}}");
    DockerCredentials credentials =
        DockerCredentials.of(environment, kit, Set.of()).with("ghcr.io", password("me", "2"));
    assertThat(credentials.find("ghcr.io")).isEqualTo(password("me", "2"));
    assertThat(credentials.find("x.io")).isEqualTo(password("x", "1"));
  }

  @Test
  void secretsAreNotPrinted() {
    assertThat(password("ann", "s3cret")).asString().doesNotContain("s3cret");
    assertThat(new Credential.IdentityToken("s3cret")).asString().doesNotContain("s3cret");
    assertThat(new Credential.BearerToken("s3cret")).asString().doesNotContain("s3cret");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void helpersAreAskedOverStdin() throws Exception {
    helper(
        "chain",
        "read -r key; [ \"$1\" = get ] || exit 9\n"
            + "case $key in\n"
            + "ghcr.io) echo '{\"ServerURL\":\"ghcr.io\",\"Username\":\"ann\",\"Secret\":\"pw\"}';;\n"
            + "https://index.docker.io/v1/) echo '{\"Username\":\"hub\",\"Secret\":\"pw\"}';;\n"
            + "acr.io) echo '{\"Username\":\"<token>\",\"Secret\":\"id\"}';;\n"
            + "*) echo 'credentials not found in native keychain'; exit 1;;\n"
            + "esac");
    docker(
        "{\"credsStore\":\"chain\",\"auths\":{\"ghcr.io\":{},\"plain.io\":" + auth("p:1") + "}}");
    assertThat(find("ghcr.io")).isEqualTo(password("ann", "pw"));
    assertThat(find("docker.io")).isEqualTo(password("hub", "pw"));
    assertThat(find("acr.io")).isEqualTo(new Credential.IdentityToken("id"));
    assertThat(find("none.io")).isNull();
    assertThat(find("plain.io")).isEqualTo(password("p", "1"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void helperOfOneRegistryComesBeforeTheGeneralOne() throws Exception {
    helper("general", "echo '{\"Username\":\"general\",\"Secret\":\"1\"}'");
    helper("special", "echo '{\"Username\":\"special\",\"Secret\":\"1\"}'");
    docker("{\"credsStore\":\"general\",\"credHelpers\":{\"https://ghcr.io/v2/\":\"special\"}}");
    assertThat(find("ghcr.io")).isEqualTo(password("special", "1"));
    assertThat(find("x.io")).isEqualTo(password("general", "1"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void brokenHelperFailsOnlyItsRegistry() throws Exception {
    helper("broken", "echo 's3cret trouble'; exit 3");
    helper("nonsense", "echo 's3cret'");
    docker(
        "{\"credHelpers\":{\"a.io\":\"broken\",\"b.io\":\"absent\",\"c.io\":\"nonsense\",\"d.io\":\"../x\"},"
            + "\"auths\":{\"ghcr.io\":"
            + auth("ann:pw")
            + "}}");
    assertThat(find("ghcr.io")).isEqualTo(password("ann", "pw"));
    assertThatThrownBy(() -> find("a.io"))
        .hasMessageContaining("failed with status 3")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
    assertThatThrownBy(() -> find("b.io"))
        .hasMessageContaining("no program docker-credential-absent on PATH");
    assertThatThrownBy(() -> find("c.io")).hasMessageContaining("answered no JSON");
    assertThatThrownBy(() -> find("d.io")).hasMessageContaining("no name of a helper");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void helperThatHangsIsEnded() throws Exception {
    helper("slow", "exec /bin/sleep 30");
    CredentialHelpers helpers = new CredentialHelpers(environment, Duration.ofMillis(200));
    long start = System.nanoTime();
    assertThatThrownBy(() -> helpers.get("slow", "ghcr.io", directory))
        .hasMessageContaining("did not answer within");
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
  }
}
