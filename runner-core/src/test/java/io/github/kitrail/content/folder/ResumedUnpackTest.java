package io.github.kitrail.content.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ChildJvm;
import io.github.kitrail.content.Copier;
import io.github.kitrail.content.ForwardingSource;
import io.github.kitrail.content.Heard;
import io.github.kitrail.content.TransferListener;
import io.github.kitrail.modelkit.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a killed unpack has brought is used by the next one. */
@Timeout(60)
class ResumedUnpackTest {
  /** What a killed run has read and not written yet: a block that was not full, and a little. */
  private static final long READ_AHEAD = 600_000;

  @TempDir Path temp;
  private final Heard heard = new Heard();
  private final List<Long> offsets = new ArrayList<>();
  private Path layer;
  private Path target;
  private Handmade modelKit;
  private String large;

  @BeforeEach
  void setUp() throws Exception {
    byte[] letters = new byte[12_000_000];
    new Random(3).nextBytes(letters);
    for (int i = 0; i < letters.length; i++) {
      letters[i] = (byte) ('a' + (letters[i] & 15));
    }
    large = new String(letters, java.nio.charset.StandardCharsets.US_ASCII);
    byte[] bytes =
        new Tars()
            .directory("code", 0755)
            .file("code/first", "one")
            .file("code/empty", "")
            .file("code/large", large)
            .file("code/last", "end")
            .bytes();
    layer = Files.write(temp.resolve("layer.tar"), bytes);
    target = temp.resolve("target");
    modelKit = Handmade.of(temp.resolve("layout"), Handmade.TAR, bytes);
  }

  /** The other process: dies after so many bytes, without a chance to clean up. */
  public static void main(String[] arguments) throws Exception {
    Path temp = Path.of(arguments[0]);
    long moment = Long.parseLong(arguments[1]);
    byte[] bytes = Files.readAllBytes(temp.resolve("layer.tar"));
    Handmade modelKit = Handmade.of(temp.resolve("layout"), Handmade.TAR, bytes);
    AtomicLong count = new AtomicLong();
    TransferListener dies =
        new TransferListener() {
          @Override
          public void moved(String label, long more) {
            if (count.addAndGet(more) >= moment) {
              Runtime.getRuntime().halt(9);
            }
          }
        };
    UnpackPart part = new UnpackPart(modelKit.manifest, modelKit.kitfile, List.of());
    try (FolderSink sink =
        FolderSink.open(temp.resolve("target"), List.of(part), UnpackOptions.NONE)) {
      new Copier(Handmade.retry(), dies, 1)
          .copy(modelKit.place, modelKit.descriptor, sink, sink::accepts);
    }
  }

  private void killAfter(long bytes) throws Exception {
    Process child = ChildJvm.start(ResumedUnpackTest.class, temp.toString(), Long.toString(bytes));
    String said = new String(child.getInputStream().readAllBytes());
    assertThat(child.waitFor()).as(said).isEqualTo(9);
  }

  private void unpack() throws Exception {
    UnpackPart part = new UnpackPart(modelKit.manifest, modelKit.kitfile, List.of());
    Descriptor only = modelKit.manifest.layers().get(0);
    ForwardingSource source =
        new ForwardingSource(modelKit.place) {
          @Override
          public InputStream open(Descriptor content, long offset)
              throws IOException, KitrailException {
            if (content.equals(only)) {
              offsets.add(offset);
            }
            return super.open(content, offset);
          }
        };
    try (FolderSink sink = FolderSink.open(target, List.of(part), UnpackOptions.NONE)) {
      new Copier(Handmade.retry(), heard, 1).copy(source, modelKit.descriptor, sink, sink::accepts);
    }
    assertThat(target.resolve("code/first")).hasContent("one");
    assertThat(target.resolve("code/empty")).isEmptyFile();
    assertThat(Files.readString(target.resolve("code/large")).equals(large)).isTrue();
    assertThat(target.resolve("code/last")).hasContent("end");
    try (Stream<Path> all = Files.list(target)) {
      assertThat(all.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("code", "Kitfile");
    }
  }

  private Path staged(String name) throws IOException {
    try (Stream<Path> all = Files.walk(target)) {
      return all.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
    }
  }

  @Test
  void theNextUnpackGoesOnInTheMiddleOfAFile() throws Exception {
    killAfter(7_000_000);
    unpack();
    assertThat(offsets)
        .hasSize(1)
        .allSatisfy(o -> assertThat(o).isBetween(7_000_000L - READ_AHEAD, 7_000_000L));
    assertThat(heard.moved()).isLessThan(Files.size(layer) - 7_000_000 + READ_AHEAD + 10_000);
  }

  @Test
  void killedAgainItGoesOnAgain() throws Exception {
    killAfter(3_000_000);
    killAfter(4_000_000);
    unpack();
    assertThat(offsets)
        .hasSize(1)
        .allSatisfy(o -> assertThat(o).isBetween(7_000_000L - 2 * READ_AHEAD, 7_000_000L));
  }

  @Test
  void damagedFilesAreNotTrusted() throws Exception {
    killAfter(7_000_000);
    Path file = staged("4");
    byte[] bytes = Files.readAllBytes(file);
    bytes[100] ^= 1;
    Files.write(file, bytes);
    unpack();
    assertThat(offsets).hasSize(2).last().isEqualTo(0L);
  }

  @Test
  void aDamagedJournalIsNotTrusted() throws Exception {
    killAfter(7_000_000);
    Path journal = staged(modelKit.manifest.layers().get(0).digest().hex() + ".journal");
    byte[] bytes = Files.readAllBytes(journal);
    bytes[1] = 0x7f;
    Files.write(journal, bytes);
    unpack();
    assertThat(offsets).containsExactly(0L);
  }

  @Test
  void whatWasPutInPlaceInAKilledRunComesOutAgain() throws Exception {
    killAfter(7_000_000);
    Path staging = staged("4").getParent();
    putInPlace(staging);
    unpack();
    assertThat(offsets)
        .hasSize(1)
        .allSatisfy(o -> assertThat(o).isGreaterThan(7_000_000L - READ_AHEAD));
  }

  @Test
  void whatWasEditedSinceStays() throws Exception {
    killAfter(7_000_000);
    Path staging = staged("4").getParent();
    putInPlace(staging);
    Files.writeString(target.resolve("code/first"), "two");
    assertThatThrownBy(this::unpack)
        .hasMessageContaining("code/first")
        .hasMessageContaining("there already");
    assertThat(target.resolve("code/first")).hasContent("two");
  }

  @Test
  void aLayerOfOneFileComesOutAgain() throws Exception {
    killAfter(7_000_000);
    Path staging = staged("4").getParent();
    Abandoned.Move move = Abandoned.Move.of(staging.resolve("2"), "code");
    Abandoned.writeMoves(staging, List.of(move));
    Files.move(staging.resolve("2"), target.resolve("code"));
    byte[] one = new Tars().file("code", "m").bytes();
    Handmade.of(temp.resolve("other"), Handmade.TAR, one).unpack(target, UnpackOptions.NONE);
    assertThat(target.resolve("code")).hasContent("m");
  }

  private void putInPlace(Path staging) throws Exception {
    Abandoned.Move move = Abandoned.Move.of(staging.resolve("2"), "code/first");
    Abandoned.writeMoves(staging, List.of(move));
    Files.createDirectories(target.resolve("code"));
    Files.move(staging.resolve("2"), target.resolve("code/first"));
  }
}
