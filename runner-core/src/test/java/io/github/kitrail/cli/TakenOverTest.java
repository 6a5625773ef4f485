package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.fixture.Quirk;
import io.github.kitrail.fixture.RecordedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A layer that a registry has in one repository is not sent to another of its repositories. */
class TakenOverTest {
  private static final int LARGE = 2_000_000;

  @TempDir Path temp;
  private final FixtureRegistry registry = FixtureRegistry.start();
  private CommandRun.Shell shell;
  private Path folder;

  @BeforeEach
  void aFolderThatHasNotChangedForAWhile() throws IOException {
    shell = CommandRun.in(temp.resolve("home"));
    folder = Files.createDirectories(temp.resolve("kit"));
    byte[] weights = new byte[LARGE];
    new Random(1).nextBytes(weights);
    Path model = Files.write(folder.resolve("model.gguf"), weights);
    Files.setLastModifiedTime(model, FileTime.from(Instant.now().minusSeconds(60)));
    Files.writeString(
        folder.resolve("Kitfile"),
        "manifestVersion: 1.0.0\npackage: {name: m}\nmodel: {name: m, path: model.gguf}\n");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private String publish(String repository) {
    return ok("publish", folder.toString(), "-t", name(repository), "--plain-http");
  }

  private String name(String repository) {
    return registry.host() + "/" + repository + ":1";
  }

  private String ok(String... args) {
    CommandRun run = shell.run(args);
    assertThat(run.status()).as(run.err()).isZero();
    return run.err();
  }

  private List<String> mounts() {
    return registry.requests().stream()
        .map(RecordedRequest::query)
        .filter(query -> query.contains("mount="))
        .toList();
  }

  private long sent() {
    return registry.requests().stream().mapToLong(RecordedRequest::bodyBytes).sum();
  }

  @Test
  void pushToAnotherRepositorySendsNothingLarge() {
    ok("pack", folder.toString(), "-t", name("team/a"));
    ok("push", name("team/a"), "--plain-http");
    ok("tag", name("team/a"), name("team/b"));
    registry.forgetRequests();
    ok("push", name("team/b"), "--plain-http");
    assertThat(mounts()).hasSize(1);
    assertThat(sent()).isLessThan(LARGE / 10);
    ok("unpack", name("team/b"), "-d", temp.resolve("out").toString(), "--plain-http");
  }

  @Test
  void aRegistryThatDoesNotTakeOverIsSentAllAndNotAskedAgain() {
    ok("pack", folder.toString(), "-t", name("team/a"));
    ok("push", name("team/a"), "--plain-http");
    registry.switchOn(Quirk.NO_MOUNT);
    ok("tag", name("team/a"), name("team/b"));
    ok("push", name("team/b"), "--plain-http");
    assertThat(mounts()).hasSize(1);
    assertThat(registry.repository("team/b").openUploads()).isZero();
    ok("inspect", "--remote", name("team/b"), "--plain-http");
  }

  @Test
  void publishOfUnchangedFilesToAnotherRepositorySendsNothingLarge() throws Exception {
    publish("team/a");
    // Files that were just made are read again: their times could hide a change.
    Thread.sleep(2100);
    publish("team/a");
    registry.forgetRequests();
    publish("team/b");
    assertThat(mounts()).hasSize(1);
    assertThat(sent()).isLessThan(LARGE / 10);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatIsRememberedIsPrivateAndMayBeDamaged() throws Exception {
    publish("team/a");
    Path known = temp.resolve("home/kitrail/registries/blobs");
    assertThat(Files.readString(known))
        .startsWith(registry.host() + " sha256:")
        .endsWith(" team/a\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(known)))
        .isEqualTo("rw-------");
    Files.writeString(known, "\0\n" + Files.readString(known).replace("team/a", "team/../x y"));
    publish("team/b");
    assertThat(mounts()).isEmpty();
  }
}
