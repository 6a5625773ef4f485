package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.TestKeys;
import io.github.kitrail.fixture.Access;
import io.github.kitrail.fixture.Certificates;
import io.github.kitrail.fixture.Fault;
import io.github.kitrail.fixture.FaultRule;
import io.github.kitrail.fixture.FixtureRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong with a registry ends with one clear sentence and its exit status, and leaves what
 * was there.
 */
class RegistryFailuresTest {
  private static final String BLOBS = "/v2/team/m/blobs/sha256:.*";
  private static final String PASSWORD = "correct horse";

  @TempDir Path temp;
  private Path folder;
  private CommandRun.Shell shell;

  @BeforeEach
  void aSmallFolder() throws IOException {
    folder = Files.createDirectories(temp.resolve("kit"));
    shell = CommandRun.in(temp.resolve("home"));
    Files.writeString(folder.resolve("model.gguf"), "weights ".repeat(1000));
    Files.writeString(
        folder.resolve("Kitfile"),
        "manifestVersion: 1.0.0\npackage: {name: m}\nmodel: {name: m, path: model.gguf}\n");
  }

  private CommandRun ok(String... args) {
    CommandRun run = shell.run(args);
    assertThat(run.status()).as(run.err()).isZero();
    return run;
  }

  private CommandRun fails(int status, String... args) {
    CommandRun run = shell.run(args);
    assertThat(run.status()).as(run.err()).isEqualTo(status);
    assertThat(run.err()).contains("kitrail: ").doesNotContain("Exception", "\tat ", "bug");
    return run;
  }

  private void storeIsEmpty() throws Exception {
    assertThat(ok("list", "--output", "json").json().path("modelKits")).isEmpty();
    if (!Files.exists(temp.resolve("home"))) {
      return;
    }
    try (Stream<Path> all = Files.walk(temp.resolve("home"))) {
      assertThat(all.filter(Files::isRegularFile).filter(file -> size(file) > 4000)).isEmpty();
    }
  }

  private static long size(Path file) {
    return file.toFile().length();
  }

  private String published(FixtureRegistry registry) {
    String name = registry.host() + "/team/m:1";
    ok("publish", folder.toString(), "-t", name, "--plain-http");
    return name;
  }

  @Test
  void aHostThatDoesNotExist() {
    assertThat(fails(5, "pull", "no-such-host.invalid/x:1").err())
        .contains("Could not reach no-such-host.invalid", "there is no host of this name");
    ok("pack", folder.toString(), "-t", "no-such-host.invalid/x:1");
    assertThat(fails(5, "push", "no-such-host.invalid/x:1").err()).contains("no-such-host.invalid");
    fails(5, "publish", folder.toString(), "-t", "no-such-host.invalid/x:1");
    fails(5, "verify", "no-such-host.invalid/x:1", "--key", publicKey());
  }

  private String publicKey() {
    try {
      Path file = temp.resolve("key.pub");
      return Files.writeString(file, TestKeys.PUBLIC).toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void nobodyListens() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertThat(fails(5, "pull", "127.0.0.1:" + port + "/x:1", "--plain-http").err())
        .contains("127.0.0.1:" + port, "nothing listens there");
    storeIsEmpty();
  }

  @Test
  void tlsToAPlainServerAndPlainToATlsServer() {
    try (FixtureRegistry plain = FixtureRegistry.start()) {
      assertThat(fails(5, "pull", plain.host() + "/team/m:1").err()).contains("--plain-http");
    }
    try (FixtureRegistry tls = FixtureRegistry.builder().tls(Certificates.generate(temp)).start()) {
      fails(5, "pull", tls.host() + "/team/m:1", "--plain-http");
    }
  }

  @Test
  void aCertificateOfAnUnknownAuthority() throws Exception {
    Certificates certificates = Certificates.generate(temp);
    String ca = certificates.authority().toString();
    try (FixtureRegistry registry = FixtureRegistry.builder().tls(certificates).start()) {
      String name = registry.host() + "/team/m:1";
      CommandRun refused = fails(5, "publish", folder.toString(), "-t", name);
      assertThat(refused.err()).contains("certificate", "--tls-ca");
      ok("publish", folder.toString(), "-t", name, "--tls-ca", ca);
      fails(5, "pull", name);
      storeIsEmpty();
      ok("pull", name, "--tls-ca", ca);
      ok("inspect", "--remote", name, "--tls-verify=false");
    }
    Files.writeString(temp.resolve("no.pem"), "nothing");
    assertThat(
            fails(2, "pull", "127.0.0.1:1/x:1", "--tls-ca", temp.resolve("no.pem").toString())
                .err())
        .contains("no.pem");
    assertThat(
            fails(2, "pull", "127.0.0.1:1/x:1", "--tls-ca", temp.resolve("gone.pem").toString())
                .err())
        .contains("gone.pem");
  }

  @Test
  void loginIsNeededRefusedGivenAndForgotten() throws Exception {
    Access access = Access.basic("ann", PASSWORD);
    try (FixtureRegistry registry = FixtureRegistry.builder().access(access).start()) {
      goesThroughTheLogin(registry);
    }
  }

  @Test
  void theSameWithTokens() throws Exception {
    Access access = Access.tokens().user("ann", PASSWORD);
    try (FixtureRegistry registry = FixtureRegistry.builder().access(access).start()) {
      goesThroughTheLogin(registry);
    }
  }

  private void goesThroughTheLogin(FixtureRegistry registry) throws Exception {
    String name = registry.host() + "/team/m:1";
    String[] login = {
      "login", registry.host(), "-u", "ann", "--password-stdin", "--plain-http",
    };
    assertThat(fails(6, "publish", folder.toString(), "-t", name, "--plain-http").err())
        .contains(registry.host(), "kitrail login");

    CommandRun refused = shell.typing("wrong password\n").run(login);
    assertThat(refused.status()).as(refused.err()).isEqualTo(6);
    assertThat(refused.err()).contains(registry.host()).doesNotContain("wrong password");
    assertThat(secretsKept("wrong password")).isEmpty();
    fails(6, "publish", folder.toString(), "-t", name, "--plain-http");

    CommandRun accepted = shell.typing(PASSWORD + "\n").run(login);
    assertThat(accepted.status()).as(accepted.err()).isZero();
    assertThat(accepted.out() + accepted.err()).doesNotContain(PASSWORD);
    ok("publish", folder.toString(), "-t", name, "--plain-http");
    ok("pull", name, "--plain-http");

    ok("logout", registry.host());
    assertThat(fails(6, "pull", name, "--plain-http").err()).contains("kitrail login");
  }

  /** Files of the home that hold this password, plain or as basic credentials. */
  private List<Path> secretsKept(String password) throws IOException {
    String basic =
        Base64.getEncoder().encodeToString(("ann:" + password).getBytes(StandardCharsets.UTF_8));
    if (!Files.exists(temp.resolve("home"))) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(temp.resolve("home"))) {
      return all.filter(Files::isRegularFile)
          .filter(
              file -> {
                try {
                  String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                  return text.contains(password) || text.contains(basic);
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              })
          .toList();
    }
  }

  @Test
  void aTagOrARepositoryThatIsNotThere() {
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String name = published(registry);
      String other = registry.host() + "/team/m:2";
      assertThat(fails(6, "pull", other, "--plain-http").err()).contains(other);
      fails(6, "pull", registry.host() + "/team/other:1", "--plain-http");
      fails(6, "promote", other, registry.host() + "/team/copy:2", "--plain-http");
      assertThat(registry.repository("team/copy").tags()).isEmpty();
      fails(6, "verify", other, "--key", publicKey(), "--plain-http");
      fails(6, "unpack", other, "-d", temp.resolve("out").toString(), "--plain-http");
      assertThat(temp.resolve("out")).doesNotExist();
      assertThat(fails(6, "push", name, "--plain-http").err()).contains("team/m:1");
      String nothing = registry.host() + "/team/nothing";
      assertThat(fails(6, "list", nothing, "--plain-http").err()).contains(nothing);
    }
  }

  @Test
  void wrongBytesAreNeverKept() throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String name = published(registry);
      registry.fail(FaultRule.on("GET", BLOBS).always().with(Fault.wrongBytes()));
      assertThat(fails(3, "pull", name, "--plain-http").err()).contains("sha256:", "team/m");
      storeIsEmpty();
      Path out = temp.resolve("out");
      fails(3, "unpack", name, "-d", out.toString(), "--plain-http");
      assertThat(out).doesNotExist();
      fails(3, "promote", name, registry.host() + "/team/copy:1", "--plain-http");
      assertThat(registry.repository("team/copy").tags()).isEmpty();
      registry.clearFaults();
      ok("pull", name, "--plain-http");
      ok("unpack", name, "-d", out.toString());
      assertThat(out.resolve("model.gguf")).hasSameBinaryContentAs(folder.resolve("model.gguf"));
    }
  }

  @Test
  void wrongBytesOfAManifest() throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String name = published(registry);
      registry.fail(
          FaultRule.on("GET", "/v2/team/m/manifests/.*").always().with(Fault.wrongBytes()));
      fails(3, "pull", name, "--plain-http");
      storeIsEmpty();
    }
  }

  @Test
  void aBodyThatStaysShort() throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String name = published(registry);
      registry.fail(FaultRule.on("GET", BLOBS).always().with(Fault.shortBody(20)));
      fails(5, "pull", name, "--plain-http");
      storeIsEmpty();
      registry.clearFaults();
      ok("pull", name, "--plain-http");
    }
  }

  @Test
  void whatPassesIsWaitedFor() {
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      registry
          .fail(FaultRule.on("POST", ".*").times(2).with(Fault.status(503)))
          .fail(FaultRule.on("PUT", ".*/manifests/.*").with(Fault.status(500)))
          .fail(FaultRule.on("PUT", ".*/manifests/.*").with(Fault.cutBeforeAnswer()));
      String name = published(registry);
      registry
          .fail(FaultRule.on("GET", BLOBS).times(2).with(Fault.status(503)))
          .fail(FaultRule.on("GET", BLOBS).with(Fault.cutAnswerAfter(3)))
          .fail(FaultRule.on("*", ".*").with(Fault.tooManyRequests("30")));
      ok("pull", name, "--plain-http");
      assertThat(registry.requests()).anyMatch(request -> request.status() == 503);
    }
  }

  @Test
  void whatNeverPassesIsGivenUp() throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String name = published(registry);
      Map<String, String> before = registry.repository("team/m").tags();
      registry.fail(FaultRule.on("*", ".*").always().with(Fault.status(503)));
      assertThat(fails(5, "pull", name, "--plain-http").err()).contains("503", "tried 5 times");
      storeIsEmpty();
      Files.writeString(folder.resolve("model.gguf"), "other weights");
      assertThat(fails(5, "publish", folder.toString(), "-t", name, "--plain-http").err())
          .contains("503");
      registry.clearFaults();
      registry.fail(FaultRule.on("PUT", ".*/manifests/.*").always().with(Fault.status(500)));
      fails(5, "publish", folder.toString(), "-t", name, "--plain-http");
      assertThat(registry.repository("team/m").tags()).isEqualTo(before);
    }
  }
}
