package io.github.kitrail.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.CopiedBlob.Outcome;
import io.github.kitrail.content.layout.OciLayout;
import io.github.kitrail.content.store.Store;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Index;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CopierTest {
  private static final String BIG = "b".repeat(300_000);

  @TempDir Path temp;
  private final Heard heard = new Heard();
  private Copier copier;
  private OciLayout from;
  private Place to;

  @BeforeEach
  void setUp() throws Exception {
    copier = new Copier(TestContent.retry(), heard, 3);
    from = OciLayout.at(temp.resolve("from"));
    to = Store.at(temp.resolve("to")).repository("localhost/a");
  }

  private Path blob(Place place, Descriptor descriptor) {
    String folder = place == from ? "from" : "to";
    return temp.resolve(folder + "/blobs/sha256/" + descriptor.digest().hex());
  }

  private void assertNothingArrived() throws Exception {
    assertThat(temp.resolve("to/index.json")).doesNotExist();
    assertThat(temp.resolve("to/kitrail/ingest")).isEmptyDirectory();
  }

  @Test
  void everythingArrivesAndNoTagIsSet() throws Exception {
    Descriptor modelKit = TestContent.modelKit(from, "one", BIG);

    CopyResult result = copier.copy(from, modelKit, to);

    assertThat(result.manifest()).isEqualTo(modelKit);
    assertThat(result.blobs()).hasSize(3).allMatch(b -> b.outcome() == Outcome.MOVED);
    assertThat(result.bytesSkipped()).isZero();
    assertThat(to.read(modelKit)).isEqualTo(from.read(modelKit));
    Manifest manifest = Manifest.parse(to.read(modelKit));
    assertThat(to.read(manifest.layers().get(1))).asString().isEqualTo(BIG);
    assertThat(to.tags()).isEmpty();
    assertThat(heard.moved()).isEqualTo(result.bytesMoved());
    assertThat(heard.of("started")).hasSize(3).hasSameSizeAs(heard.of("finished"));
  }

  @Test
  void whatIsThereIsSkipped() throws Exception {
    TestContent.modelKit(to, "one", "shared");
    Descriptor modelKit = TestContent.modelKit(from, "two", "shared");

    CopyResult result = copier.copy(from, modelKit, to);

    assertThat(result.blobs())
        .extracting(CopiedBlob::outcome)
        .containsExactly(Outcome.MOVED, Outcome.SKIPPED, Outcome.MOVED);
    assertThat(result.bytesSkipped()).isEqualTo("shared".length());
    assertThat(copier.copy(from, modelKit, to).bytesMoved()).isZero();
  }

  @Test
  void whatTheTargetCanTakeOverDoesNotMove() throws Exception {
    Descriptor modelKit = TestContent.modelKit(from, "one", BIG);
    Sink sharesBigBlobs =
        new ForwardingSink(to) {
          @Override
          public boolean mount(Descriptor blob, Source source)
              throws IOException, KitrailException {
            if (blob.size() < BIG.length()) {
              return false;
            }
            TestContent.write(to, blob.mediaType(), BIG);
            return true;
          }
        };

    CopyResult result = copier.copy(from, modelKit, sharesBigBlobs);

    assertThat(result.blobs())
        .extracting(CopiedBlob::outcome)
        .containsExactly(Outcome.MOVED, Outcome.MOUNTED, Outcome.MOVED);
    assertThat(result.bytesSkipped()).isEqualTo(BIG.length());
    assertThat(heard.of("skipped")).hasSize(1);
  }

  @Test
  void someLayersOnlyIfThatIsWanted() throws Exception {
    Descriptor modelKit = TestContent.modelKit(from, "one", "two");
    Descriptor two = Manifest.parse(from.read(modelKit)).layers().get(1);
    OciLayout partial = OciLayout.at(temp.resolve("partial"));

    CopyResult result = copier.copy(from, modelKit, partial, two::equals);

    assertThat(result.blobs()).hasSize(2);
    assertThat(partial.contains(two)).isTrue();
  }

  @Test
  void aLayerThatIsNamedTwiceMovesOnce() throws Exception {
    Descriptor modelKit = TestContent.modelKit(from, "same", "same");

    assertThat(copier.copy(from, modelKit, to).blobs()).hasSize(2);
  }

  @Test
  void wrongBytesAreNotKept() throws Exception {
    Descriptor modelKit = TestContent.modelKit(from, "one", "two");
    Descriptor layer = Manifest.parse(from.read(modelKit)).layers().get(0);
    Files.writeString(blob(from, layer), "ONE");

    KitrailException failed =
        catchThrowableOfType(KitrailException.class, () -> copier.copy(from, modelKit, to));

    assertThat(failed).hasMessageContaining("not what it claims to be");
    assertThat(failed.code()).isEqualTo(ErrorCode.DIGEST_MISMATCH);
    assertThat(blob(to, layer)).doesNotExist();
    assertThat(heard.of("retrying")).isEmpty();
    assertNothingArrived();
  }

  @Test
  void aManifestWithWrongBytesIsRefused() throws Exception {
    Descriptor modelKit = TestContent.modelKit(from, "one");
    byte[] bytes = Files.readAllBytes(blob(from, modelKit));
    bytes[60] ^= 1;
    Files.write(blob(from, modelKit), bytes);

    assertThatThrownBy(() -> copier.copy(from, modelKit, to))
        .hasMessageContaining("not what it claims to be");
  }

  @Test
  void whatMayPassIsTriedAgain() throws Exception {
    Descriptor modelKit = TestContent.modelKit(from, "one", BIG);
    AtomicInteger tries = new AtomicInteger();
    Source flaky =
        new ForwardingSource(from) {
          @Override
          public InputStream open(Descriptor content, long offset)
              throws IOException, KitrailException {
            InputStream in = super.open(content, offset);
            return content.size() > 1000 && tries.incrementAndGet() < 3
                ? new BrokenStream(in, 70_000)
                : in;
          }
        };

    copier.copy(flaky, modelKit, to);

    assertThat(tries).hasValue(3);
    assertThat(heard.of("retrying")).hasSize(2).allMatch(e -> e.contains("Connection reset"));
    assertThat(to.read(modelKit)).isNotEmpty();
  }

  @Test
  void whatDoesNotPassEndsWithItsReason() throws Exception {
    Descriptor modelKit = TestContent.modelKit(from, "one", BIG);
    Source broken =
        new ForwardingSource(from) {
          @Override
          public InputStream open(Descriptor content, long offset)
              throws IOException, KitrailException {
            InputStream in = super.open(content, offset);
            return content.size() > 1000
                ? new BrokenStream(in, Math.max(0, 70_000 - (int) offset))
                : in;
          }
        };

    KitrailException failed =
        catchThrowableOfType(KitrailException.class, () -> copier.copy(broken, modelKit, to));

    assertThat(failed)
        .hasMessageContainingAll("copy code layer", "from", "Connection reset", "tried 3 times");
    assertThat(failed.code()).isEqualTo(ErrorCode.TRANSFER_FAILED);
    assertNothingArrived();
  }

  @Test
  void aFullDiskIsToldAtOnce() throws Exception {
    Descriptor modelKit = TestContent.modelKit(from, "one");
    Sink full =
        new ForwardingSink(to) {
          @Override
          public void write(Blob blob) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    KitrailException failed =
        catchThrowableOfType(KitrailException.class, () -> copier.copy(from, modelKit, full));

    assertThat(failed).hasMessageContaining("disk is full");
    assertThat(failed.code()).isEqualTo(ErrorCode.NO_SPACE);
    assertThat(heard.of("retrying")).isEmpty();
  }

  @Test
  void theFirstFailureEndsTheOthers() throws Exception {
    Descriptor modelKit = TestContent.modelKit(from, "bad", BIG, "third");
    CountDownLatch moving = new CountDownLatch(1);
    Source source =
        new ForwardingSource(from) {
          @Override
          public InputStream open(Descriptor content, long offset)
              throws IOException, KitrailException {
            if (content.size() == 3) {
              await(moving);
              throw new KitrailException(ErrorCode.ACCESS_DENIED, "You may not read this.");
            }
            InputStream in = super.open(content, offset);
            return content.size() == BIG.length() ? new EndlessStream(in, moving) : in;
          }
        };

    KitrailException failed =
        catchThrowableOfType(KitrailException.class, () -> copier.copy(source, modelKit, to));

    assertThat(failed).hasMessage("You may not read this.");
    assertThat(failed.getSuppressed()).isEmpty();
    assertNothingArrived();
  }

  @Test
  void anInterruptEndsItAndLeavesNothing() throws Exception {
    Descriptor modelKit = TestContent.modelKit(from, "one", BIG);
    CountDownLatch moving = new CountDownLatch(1);
    Source endless =
        new ForwardingSource(from) {
          @Override
          public InputStream open(Descriptor content, long offset)
              throws IOException, KitrailException {
            InputStream in = super.open(content, offset);
            return content.size() == BIG.length() ? new EndlessStream(in, moving) : in;
          }
        };
    Thread main = Thread.currentThread();
    Thread user =
        new Thread(
            () -> {
              await(moving);
              main.interrupt();
            });
    user.start();

    KitrailException failed =
        catchThrowableOfType(KitrailException.class, () -> copier.copy(endless, modelKit, to));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(failed.code()).isEqualTo(ErrorCode.CANCELLED);
    assertNothingArrived();
    user.join();
  }

  @Test
  void anIndexIsCopiedWithAllItsManifests() throws Exception {
    Descriptor one = TestContent.modelKit(from, "one");
    Descriptor two = TestContent.modelKit(from, "two");
    byte[] bytes = new Index(MediaTypes.IMAGE_INDEX, List.of(one, two), Map.of()).toBytes();
    Descriptor index = Descriptor.of(MediaTypes.IMAGE_INDEX, bytes);
    from.writeManifest(index, bytes);

    CopyResult result = copier.copy(from, index, to);

    assertThat(result.blobs()).hasSize(4);
    assertThat(to.read(index)).isEqualTo(bytes);
    assertThat(to.read(two)).isEqualTo(from.read(two));
  }

  @Test
  void anIndexThatNestsTooDeepIsRefused() throws Exception {
    Descriptor inner = TestContent.modelKit(from, "one");
    for (int i = 0; i < 5; i++) {
      byte[] bytes = new Index(MediaTypes.IMAGE_INDEX, List.of(inner), Map.of()).toBytes();
      inner = Descriptor.of(MediaTypes.IMAGE_INDEX, bytes);
      from.writeManifest(inner, bytes);
    }
    Descriptor outer = inner;

    assertThat(
            catchThrowableOfType(KitrailException.class, () -> copier.copy(from, outer, to)).code())
        .isEqualTo(ErrorCode.HOSTILE_CONTENT);
  }

  @Test
  void evidenceGoesWithItsSubject() throws Exception {
    Descriptor modelKit = TestContent.modelKit(from, "one");
    Descriptor signature = TestContent.evidence(from, modelKit, "signature");
    Descriptor about = TestContent.evidence(from, signature, "about it");
    Descriptor legacy = TestContent.artifact(from, "legacy");
    String tag = "sha256-" + modelKit.digest().hex() + ".sig";
    from.tag(legacy, tag);
    copier.copy(from, modelKit, to);

    List<Descriptor> copied = copier.copyReferrers(from, modelKit, to);

    assertThat(copied)
        .extracting(Descriptor::digest)
        .containsExactly(signature.digest(), about.digest(), legacy.digest());
    assertThat(to.referrers(modelKit.digest())).hasSize(1);
    assertThat(to.referrers(signature.digest())).hasSize(1);
    assertThat(to.resolve(tag)).isEqualTo(legacy);
    assertThat(copier.copyReferrers(from, legacy, to)).isEmpty();
  }

  @Test
  void whatIsListedAsEvidenceButIsNotIsLeftOut() throws Exception {
    Descriptor modelKit = TestContent.modelKit(from, "one");
    Descriptor unrelated = TestContent.modelKit(from, "unrelated");
    Source lying =
        new ForwardingSource(from) {
          @Override
          public List<Descriptor> referrers(Digest subject) {
            return List.of(unrelated);
          }
        };

    assertThat(copier.copyReferrers(lying, modelKit, to)).isEmpty();
    assertThat(heard.of("warned")).hasSize(1);
    assertThat(to.contains(unrelated)).isFalse();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Goes on for ever, slowly, as a huge layer does. */
  private static final class EndlessStream extends InputStream {
    private final InputStream in;
    private final CountDownLatch moving;

    EndlessStream(InputStream in, CountDownLatch moving) {
      this.in = in;
      this.moving = moving;
    }

    @Override
    public int read() throws IOException {
      moving.countDown();
      try {
        Thread.sleep(60_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return in.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int one = read();
      buffer[offset] = (byte) one;
      return one < 0 ? -1 : 1;
    }
  }
}
