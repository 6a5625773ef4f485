package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.content.store.Store;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes, each pulling and packing into one store, 20 times over. */
@Timeout(180)
class SharedStoreTest {
  private static final int ROUNDS = 20;
  private static final int SIZE = 3_000_000;

  @TempDir Path temp;

  /** The other process: packs what changed, and pulls; every command must end well. */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    String who = arguments[2];
    byte[] content = new byte[SIZE];
    for (int i = 0; i < ROUNDS; i++) {
      new Random(31L * i + who.hashCode()).nextBytes(content);
      Files.write(folder.resolve("model.bin"), content);
      Files.writeString(
          folder.resolve("Kitfile"), "manifestVersion: 1.0.0\nmodel: {path: model.bin}\n");
      CommandRun.Shell shell = CommandRun.in(home);
      require(shell.run("pack", folder.toString(), "-t", "shared:" + who + i));
      require(shell.run("pull", arguments[3] + ":v" + i, "--plain-http"));
    }
  }

  private static void require(CommandRun run) {
    if (run.status() != 0) {
      throw new IllegalStateException(run.err());
    }
  }

  @Test
  void nothingIsLostAndNothingIsDamaged() throws Exception {
    Path home = temp.resolve("home");
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String reference = registry.host() + "/acme/faq";
      publishVersions(reference);
      List<Process> processes = new ArrayList<>();
      for (String who : List.of("ours", "theirs")) {
        processes.add(
            CommandProcess.start(
                SharedStoreTest.class,
                home,
                temp.resolve(who + ".log"),
                List.of(home.toString(), temp.resolve(who).toString(), who, reference)));
      }
      for (Process process : processes) {
        assertThat(process.waitFor()).as(logs()).isZero();
      }
      Store store = Store.at(home.resolve("storage"));
      assertThat(store.repository("localhost/shared").tags()).hasSize(2 * ROUNDS);
      assertThat(store.repository(reference).tags()).hasSize(ROUNDS);
      for (String tag : store.repository("localhost/shared").tags()) {
        Path target = temp.resolve("target-" + tag);
        require(CommandRun.in(home).run("unpack", "shared:" + tag, "-d", target.toString()));
      }
    }
    try (Stream<Path> blobs = Files.list(home.resolve("storage/blobs/sha256"))) {
      assertThat(blobs)
          .hasSizeGreaterThan(3 * ROUNDS)
          .allSatisfy(
              blob ->
                  assertThat(Digest.of(Files.readAllBytes(blob)).hex())
                      .isEqualTo(blob.getFileName().toString()));
    }
    assertThat(home.resolve("storage/kitrail/ingest")).isEmptyDirectory();
  }

  private void publishVersions(String reference) throws IOException {
    Path folder = Files.createDirectories(temp.resolve("folder"));
    Files.writeString(
        folder.resolve("Kitfile"), "manifestVersion: 1.0.0\nmodel: {path: model.bin}\n");
    byte[] content = new byte[SIZE];
    for (int i = 0; i < ROUNDS; i++) {
      new Random(i).nextBytes(content);
      Files.write(folder.resolve("model.bin"), content);
      require(
          CommandRun.in(temp.resolve("publisher"))
              .run("publish", folder.toString(), "-t", reference + ":v" + i, "--plain-http"));
    }
  }

  private String logs() throws IOException {
    return Files.readString(temp.resolve("ours.log"))
        + Files.readString(temp.resolve("theirs.log"));
  }
}
