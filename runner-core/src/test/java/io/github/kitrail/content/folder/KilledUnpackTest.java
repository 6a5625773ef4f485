package io.github.kitrail.content.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.content.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a killed unpack leaves, the next one clears, and puts back what was put aside. */
@Timeout(60)
class KilledUnpackTest {
  @TempDir Path temp;
  private Path target;

  @BeforeEach
  void setUp() throws Exception {
    target = Files.createDirectories(temp.resolve("target"));
    Files.writeString(target.resolve("mine.txt"), "mine");
    Files.writeString(target.resolve("replaced.txt"), "old");
  }

  private List<Path> staging() throws Exception {
    try (var files = Files.list(target)) {
      return files.filter(f -> f.getFileName().toString().startsWith(".kitrail")).toList();
    }
  }

  private Process stagingInAnotherProcess() throws Exception {
    Process child = ChildJvm.start(KilledUnpackTest.class, target.toString());
    assertThat(ChildJvm.readLine(child)).isEqualTo("staged");
    return child;
  }

  /** The other process: in the middle of its last moves. */
  public static void main(String[] arguments) throws Exception {
    Path target = Path.of(arguments[0]);
    StagingDirectory staging = StagingDirectory.create(target);
    Files.writeString(staging.newFile(), "half a file");
    staging.putAside(target.resolve("mine.txt"), "mine.txt");
    staging.putAside(target.resolve("replaced.txt"), "replaced.txt");
    Files.writeString(target.resolve("replaced.txt"), "new");
    System.out.println("staged");
    Thread.sleep(60_000);
  }

  @Test
  void theNextUnpackClearsItsStagingAndRestoresWhatIsMissing() throws Exception {
    Process child = stagingInAnotherProcess();
    child.destroyForcibly().waitFor();
    assertThat(staging()).hasSize(1);
    assertThat(target.resolve("mine.txt")).doesNotExist();

    byte[] layer = new Tars().file("code/a", "a").bytes();
    Handmade.of(temp.resolve("layout"), Handmade.TAR, layer).unpack(target, UnpackOptions.NONE);

    assertThat(staging()).isEmpty();
    assertThat(target.resolve("mine.txt")).hasContent("mine");
    assertThat(target.resolve("replaced.txt")).hasContent("new");
    assertThat(target.resolve("code/a")).hasContent("a");
  }

  /** Killed between the making of its folder and of the lock in it. */
  @Test
  void anEmptyFolderOfADeadProcessGoesAtOnce() throws Exception {
    Path empty = Files.createDirectory(target.resolve(".kitrail-unpack-dead"));
    Path young = Files.createDirectory(target.resolve(".kitrail-unpack-busy"));
    Files.writeString(young.resolve("1"), "being removed by its process");
    StagingDirectory.create(target).close();
    assertThat(staging()).containsExactly(young).doesNotContain(empty);
  }

  @Test
  void asLongAsItLivesItsFilesStay() throws Exception {
    Process child = stagingInAnotherProcess();
    try (StagingDirectory second = StagingDirectory.create(target)) {
      assertThat(staging()).hasSize(2);
      try (StagingDirectory third = StagingDirectory.create(target)) {
        assertThat(staging()).hasSize(3);
      }
    }
    assertThat(staging()).hasSize(1);
    child.destroyForcibly().waitFor();
  }
}
