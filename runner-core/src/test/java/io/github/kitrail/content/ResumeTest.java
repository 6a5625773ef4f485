package io.github.kitrail.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.layout.OciLayout;
import io.github.kitrail.content.store.Store;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Manifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What has arrived of a blob does not move again. */
@Timeout(60)
class ResumeTest {
  private static final int SIZE = 9_000_000;
  private static final String LARGE = "large ".repeat(SIZE / 6);

  @TempDir Path temp;
  private final Heard heard = new Heard();
  private final List<Long> offsets = new ArrayList<>();
  private Copier copier;
  private OciLayout from;
  private Place to;
  private Descriptor modelKit;
  private Descriptor layer;

  @BeforeEach
  void setUp() throws Exception {
    copier = new Copier(TestContent.retry(), heard, 1);
    from = OciLayout.at(temp.resolve("from"));
    to = Store.at(temp.resolve("to")).repository("localhost/a");
    modelKit = TestContent.modelKit(from, "small", LARGE);
    layer = Manifest.parse(from.read(modelKit)).layers().get(1);
  }

  /** Fails each stream of the layer after so many bytes, and so many streams. */
  private Source cutAfter(int bytes, int streams) {
    return new ForwardingSource(from) {
      @Override
      public InputStream open(Descriptor content, long offset)
          throws IOException, KitrailException {
        InputStream in = super.open(content, offset);
        if (!content.equals(layer)) {
          return in;
        }
        offsets.add(offset);
        return offsets.size() <= streams ? new BrokenStream(in, bytes) : in;
      }
    };
  }

  private List<String> parts() throws IOException {
    try (Stream<Path> files = Files.list(temp.resolve("to/kitrail/ingest"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private Path part() throws IOException {
    assertThat(parts()).hasSize(1).allMatch(name -> name.endsWith(layer.digest().hex()));
    return temp.resolve("to/kitrail/ingest").resolve(parts().get(0));
  }

  /** A copy that is given up when the layer has moved so far. */
  private void failAfter(int bytes) {
    Source cut = cutAfter(bytes, 1);
    Source gone =
        new ForwardingSource(cut) {
          @Override
          public InputStream open(Descriptor content, long offset)
              throws IOException, KitrailException {
            if (offset > 0) {
              throw new IOException("gone");
            }
            return super.open(content, offset);
          }
        };
    assertThatThrownBy(() -> copier.copy(gone, modelKit, to)).hasMessageContaining("gone");
    offsets.clear();
  }

  @Test
  void aConnectionThatDiesAgainAndAgainBringsAllOfItOnce() throws Exception {
    copier.copy(cutAfter(1_000_000, 8), modelKit, to);

    assertThat(offsets)
        .containsExactly(
            0L,
            1_000_000L,
            2_000_000L,
            3_000_000L,
            4_000_000L,
            5_000_000L,
            6_000_000L,
            7_000_000L,
            8_000_000L);
    assertThat(heard.of("retrying")).hasSize(8);
    assertThat(to.contains(layer)).isTrue();
    assertThat(heard.moved()).isBetween(SIZE - 6L, SIZE + 100L);
  }

  @Test
  void aShortAnswerIsOne() throws Exception {
    Source shortens =
        new ForwardingSource(from) {
          @Override
          public InputStream open(Descriptor content, long offset)
              throws IOException, KitrailException {
            InputStream in = super.open(content, offset);
            if (!content.equals(layer)) {
              return in;
            }
            offsets.add(offset);
            return offset == 0 ? new ByteArrayInputStream(in.readNBytes(5)) : in;
          }
        };
    copier.copy(shortens, modelKit, to);
    assertThat(offsets).containsExactly(0L, 5L);
  }

  @Test
  void partsThatDoNotFitAreFetchedAgainInOne() throws Exception {
    Source changes =
        new ForwardingSource(cutAfter(1000, 1)) {
          @Override
          public InputStream open(Descriptor content, long offset)
              throws IOException, KitrailException {
            InputStream in = super.open(content, offset);
            if (offset > 0) {
              in.skipNBytes(1);
              return new java.io.SequenceInputStream(
                  new ByteArrayInputStream("?".getBytes(StandardCharsets.UTF_8)), in);
            }
            return in;
          }
        };
    copier.copy(changes, modelKit, to);
    assertThat(offsets).containsExactly(0L, 1000L, 0L);
    assertThat(parts()).isEmpty();
  }

  @Test
  void theNextCopyGoesOnWhereTheFailedOneEnded() throws Exception {
    failAfter(4_000_000);
    assertThat(Files.size(part())).isEqualTo(4_000_000);

    long before = heard.moved();
    copier.copy(cutAfter(0, 0), modelKit, to);

    assertThat(offsets).containsExactly(4_000_000L);
    assertThat(heard.moved() - before).isBetween(5_000_000L - 6, 5_000_100L);
    assertThat(parts()).isEmpty();
    assertThat(to.read(modelKit)).isNotEmpty();
    try (InputStream in = new VerifyingInputStream(to.open(layer, 0), layer, "the store")) {
      assertThat(in.readAllBytes()).hasSize((int) layer.size());
    }
  }

  @Test
  void aDamagedPartIsNotUsed() throws Exception {
    failAfter(4_000_000);
    byte[] kept = Files.readAllBytes(part());
    kept[1000] ^= 1;
    Files.write(part(), kept);

    copier.copy(cutAfter(0, 0), modelKit, to);

    assertThat(offsets).containsExactly(4_000_000L, 0L);
    assertThat(parts()).isEmpty();
  }

  @Test
  void aPartThatIsTooLongIsNotUsed() throws Exception {
    failAfter(4_000_000);
    Files.write(part(), new byte[SIZE + 1]);

    copier.copy(cutAfter(0, 0), modelKit, to);

    assertThat(offsets).containsExactly(0L);
    assertThat(parts()).isEmpty();
  }

  @Test
  void aPartThatNobodyComesForIsRemovedInTheEnd() throws Exception {
    failAfter(4_000_000);
    Path part = part();
    to.lease().close();
    assertThat(part).exists();

    Files.setLastModifiedTime(part, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
    to.lease().close();
    assertThat(part).doesNotExist();
  }

  @Test
  void bytesThatAreWrongAlsoInOneAnswerAreSaidToBeWrong() throws Exception {
    Source wrong =
        new ForwardingSource(from) {
          @Override
          public InputStream open(Descriptor content, long offset)
              throws IOException, KitrailException {
            if (!content.equals(layer)) {
              return super.open(content, offset);
            }
            offsets.add(offset);
            byte[] zeros = new byte[(int) (layer.size() - offset)];
            InputStream in = new ByteArrayInputStream(zeros);
            return offsets.size() == 1 ? new BrokenStream(in, 1000) : in;
          }
        };
    assertThatThrownBy(() -> copier.copy(wrong, modelKit, to))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DIGEST_MISMATCH));
    assertThat(offsets).containsExactly(0L, 1000L, 0L);
    assertThat(parts()).isEmpty();
  }

  @Test
  void aPartThatIsWholeOnlyNeedsALook() throws Exception {
    failAfter(4_000_000);
    try (InputStream in = from.open(layer, 0)) {
      Files.write(part(), in.readAllBytes());
    }
    copier.copy(cutAfter(0, 0), modelKit, to);
    assertThat(offsets).isEmpty();
    assertThat(to.contains(layer)).isTrue();
  }

  @Test
  void theLongestOfSeveralPartsIsUsed() throws Exception {
    failAfter(4_000_000);
    Path longest = part();
    for (int i = 0; i < 8; i++) {
      String other = ".kitrail-" + UUID.randomUUID() + "-part-" + layer.digest().hex();
      Files.write(longest.resolveSibling(other), new byte[5]);
    }
    copier.copy(cutAfter(0, 0), modelKit, to);
    assertThat(offsets).containsExactly(4_000_000L);
    assertThat(parts()).isEmpty();
  }

  @Test
  void aPartOfABlobThatCameAnotherWayIsRemoved() throws Exception {
    failAfter(4_000_000);
    Path part = part();
    byte[] kept = Files.readAllBytes(part);
    copier.copy(cutAfter(0, 0), modelKit, to);
    Files.write(part, kept);
    to.lease().close();
    assertThat(part).doesNotExist();
  }

  @Test
  void aBlobThatDoesNotReadItsBeginningIsWrittenAnew() throws Exception {
    failAfter(4_000_000);
    Files.write(part(), new byte[4_000_000]);
    Blob plain =
        new Blob() {
          @Override
          public Descriptor descriptor() {
            return layer;
          }

          @Override
          public InputStream open() throws KitrailException, IOException {
            return new VerifyingInputStream(from.open(layer, 0), layer, "somewhere");
          }
        };
    to.write(plain);
    try (InputStream in = new VerifyingInputStream(to.open(layer, 0), layer, "the store")) {
      assertThat(in.readAllBytes()).hasSize((int) layer.size());
    }
  }
}
