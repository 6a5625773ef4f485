package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.modelkit.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a hostile registry serves changes nothing on this machine. */
class HostileModelKitTest {
  @TempDir Path temp;
  private final FixtureRegistry registry = FixtureRegistry.start();
  private CommandRun.Shell shell;
  private Path target;

  @BeforeEach
  void aFolderThatIsInUse() throws Exception {
    shell = CommandRun.in(temp.resolve("home"));
    target = Files.createDirectories(temp.resolve("work/target"));
    Files.writeString(target.resolve("mine.txt"), "mine");
    Files.createDirectories(target.resolve("code"));
    Files.writeString(target.resolve("code/mine.py"), "mine");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private static List<String> tree(Path folder) throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(path -> folder.relativize(path).toString()).sorted().toList();
    }
  }

  /** From the registry, and from the store after a pull. */
  private void changesNothing(String reference, int status, String... words) throws Exception {
    List<String> before = tree(temp.resolve("work"));
    String[] unpack = {"unpack", reference, "-d", target.toString(), "--overwrite", "--plain-http"};
    for (int i = 0; i < 2; i++) {
      CommandRun run = shell.run(unpack);
      assertThat(run.status()).as(run.err()).isEqualTo(status);
      assertThat(run.err()).startsWith("kitrail: ").doesNotContain("Exception");
      assertThat(List.of(words)).allSatisfy(word -> assertThat(run.err()).contains(word));
      assertThat(tree(temp.resolve("work"))).isEqualTo(before);
      assertThat(target.resolve("mine.txt")).hasContent("mine");
      assertThat(target.resolve("code/mine.py")).hasContent("mine");
      CommandRun pull = shell.run("pull", reference, "--plain-http");
      if (pull.status() != 0) {
        assertThat(pull.status()).as(pull.err()).isEqualTo(status);
        return;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "../x, 0, ''",
    "code/../../x, 0, ''",
    "/tmp/kitrail-hostile-x, 0, ''",
    "C:/x, 0, ''",
    "model.gguf, 0, ''",
    "code/link, 2, /etc/passwd",
    "code/link, 2, mine.py",
    "code/hard, 1, ../mine.txt",
    "code/hard, 1, /etc/passwd",
    "code/device, 3, ''",
    "code/block, 4, ''",
    "code/pipe, 6, ''",
  })
  void entriesThatLeadElsewhere(String name, char type, String link) throws Exception {
    String content = type == '0' ? "evil" : "";
    byte[] layer = HandmadeModelKit.tar(name, (byte) type, link, content);
    changesNothing(HandmadeModelKit.put(registry, layer, null), 3);
    assertThat(Path.of("/tmp/kitrail-hostile-x")).doesNotExist();
  }

  @Test
  void anArchiveThatIsCutShort() throws Exception {
    byte[] whole = HandmadeModelKit.tar("code/a.py", (byte) '0', "", "x".repeat(5000));
    byte[] cut = Arrays.copyOf(whole, 2000);
    changesNothing(HandmadeModelKit.put(registry, cut, null), 3, "sha256:");
  }

  @Test
  void aLayerThatIsNoArchive() throws Exception {
    byte[] noise = "this is no archive at all, though long enough ".repeat(50).getBytes("UTF-8");
    changesNothing(HandmadeModelKit.put(registry, noise, null), 3);
  }

  @Test
  void aLayerThatTheConfigDoesNotName() throws Exception {
    byte[] layer = HandmadeModelKit.tar("code/a.py", (byte) '0', "", "evil");
    String other = Digest.of("something else".getBytes("UTF-8")).toString();
    changesNothing(HandmadeModelKit.put(registry, layer, other), 3);
  }

  @Test
  void anHonestOneOfTheSameKindUnpacks() throws Exception {
    byte[] layer = HandmadeModelKit.tar("code/a.py", (byte) '0', "", "honest");
    String reference = HandmadeModelKit.put(registry, layer, null);
    CommandRun run = shell.run("unpack", reference, "-d", target.toString(), "--plain-http");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(target.resolve("code/a.py")).hasContent("honest");
  }
}
