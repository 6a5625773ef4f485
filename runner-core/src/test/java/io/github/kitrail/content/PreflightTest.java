package io.github.kitrail.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.GoldenContext;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.folder.FolderSink;
import io.github.kitrail.content.folder.ModelFolder;
import io.github.kitrail.content.folder.UnpackOptions;
import io.github.kitrail.content.folder.UnpackPart;
import io.github.kitrail.content.store.Store;
import io.github.kitrail.content.store.StoreRepository;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.UnpackFilter;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
  @TempDir Path temp;
  private final Heard heard = new Heard();
  private final Copier copier = new Copier(TestContent.retry(), heard, 2);
  private Path context;
  private StoreRepository source;
  private PackedModelKit packed;

  @BeforeEach
  void setUp() throws Exception {
    context = GoldenContext.create(temp.resolve("context"));
    source = Store.at(temp.resolve("source")).repository("localhost/a");
    packed = copier.pack(folder(), source, PackOptions.standard());
  }

  private ModelFolder folder() throws Exception {
    return ModelFolder.open(context, GoldenContext.kitfile());
  }

  private static final class Limited extends ForwardingSink {
    private final long usable;
    private final TransferLimits limits;

    Limited(Sink sink, long usable, TransferLimits limits) {
      super(sink);
      this.usable = usable;
      this.limits = limits;
    }

    @Override
    public long usableBytes() {
      return usable;
    }

    @Override
    public TransferLimits limits() {
      return limits;
    }
  }

  private StoreRepository target() throws Exception {
    return Store.at(temp.resolve("target")).repository("localhost/b");
  }

  private KitrailException refused(Sink sink) {
    return catchThrowableOfType(
        KitrailException.class, () -> copier.copy(source, packed.descriptor(), sink));
  }

  @Test
  void aDiskThatIsTooSmallIsToldBeforeAnyByteMoves() throws Exception {
    long before = heard.moved();

    KitrailException refused = refused(new Limited(target(), 50_000, TransferLimits.NONE));

    assertThat(refused.code()).isEqualTo(ErrorCode.NO_SPACE);
    assertThat(refused)
        .hasMessageMatching(
            "Could not write to b in the local store: 1[\\d.]+ kB are needed, 50 kB are free, [\\d.]+ kB"
                + " are missing\\. Free some space and try again; nothing was written\\.");
    assertThat(heard.moved()).isEqualTo(before);
  }

  @Test
  void packingIsRefusedToo() throws Exception {
    KitrailException refused =
        catchThrowableOfType(
            KitrailException.class,
            () ->
                copier.pack(
                    folder(),
                    new Limited(target(), 50_000, TransferLimits.NONE),
                    PackOptions.standard()));

    assertThat(refused.code()).isEqualTo(ErrorCode.NO_SPACE);
  }

  /** A base ModelKit comes first; there is room for it, but not for what stands on it. */
  @Test
  void theFirstOfSeveralModelKitsCountsTheOthers() throws Exception {
    List<UnpackFilter> model = List.of(UnpackFilter.parse("model"));
    List<UnpackFilter> code = List.of(UnpackFilter.parse("code,datasets,docs"));
    UnpackPart base = new UnpackPart(packed.manifest(), packed.kitfile(), model);
    UnpackPart own = new UnpackPart(packed.manifest(), packed.kitfile(), code);
    long all = packed.manifest().layers().stream().mapToLong(Descriptor::size).sum();

    long before = heard.moved();

    assertThat(firstInto(List.of(base, own), all - 1))
        .hasMessageContaining(" are missing. Free some space and try again; nothing was written.");
    assertThat(heard.moved()).isEqualTo(before);
    assertThat(firstInto(List.of(base), all - 1)).isNull();
  }

  private @Nullable KitrailException firstInto(List<UnpackPart> parts, long usable)
      throws Exception {
    Path folder = temp.resolve("folder" + parts.size());
    try (FolderSink sink = FolderSink.open(folder, parts, UnpackOptions.NONE)) {
      return catchThrowableOfType(
          KitrailException.class,
          () ->
              copier.copy(
                  source,
                  packed.descriptor(),
                  new Limited(sink, usable, TransferLimits.NONE),
                  sink::accepts));
    }
  }

  @Test
  void whatIsThereAlreadyNeedsNoSpace() throws Exception {
    copier.copy(source, packed.descriptor(), target());

    copier.copy(source, packed.descriptor(), new Limited(target(), 10, TransferLimits.NONE));

    assertThat(heard.of("skipped")).isNotEmpty();
  }

  @Test
  void aLayerThatIsTooLargeIsToldAtOnce() throws Exception {
    TransferLimits limits = new TransferLimits(80_000, null, 0);

    copier.pack(folder(), new Limited(target(), Long.MAX_VALUE, limits), PackOptions.standard());

    assertThat(heard.of("warned b "))
        .containsExactly(
            "warned b in the local store refuses layers over 80 kB; model model has 90.6 kB."
                + " Split it into parts.");
  }

  @Test
  void sizesAreThoseThatRegistriesTell() {
    assertThat(ByteSize.format(10_000_000_000L)).isEqualTo("10 GB");
    assertThat(ByteSize.format(12_300_000_000L)).isEqualTo("12.3 GB");
    assertThat(ByteSize.format(999)).isEqualTo("999 bytes");
  }

  @Test
  void anUploadThatWillTakeTooLongIsToldOnce() throws Exception {
    AtomicLong nanos = new AtomicLong();
    TransferLimits limits = new TransferLimits(Long.MAX_VALUE, Duration.ofMinutes(10), 0);
    UploadTimes times = new UploadTimes(new Limited(target(), 0, limits), heard, nanos::get);

    for (int tries = 0; tries < 2; tries++) {
      InputStream in = times.watch(new ByteArrayInputStream(new byte[100]), "model a", 100);
      for (int seconds = 0; seconds < 20; seconds++) {
        nanos.addAndGet(14_000_000_000L);
        in.read();
      }
    }

    assertThat(heard.of("warned b "))
        .containsExactly(
            "warned b in the local store gives an upload 10 minutes; at the rate so far, model a takes"
                + " 23 minutes. If it is refused, split it into parts, or publish from a faster connection.");
  }

  @Test
  void anUploadThatIsFastEnoughIsNot() throws Exception {
    AtomicLong nanos = new AtomicLong();
    TransferLimits limits = new TransferLimits(Long.MAX_VALUE, Duration.ofMinutes(10), 0);
    UploadTimes times = new UploadTimes(new Limited(target(), 0, limits), heard, nanos::get);
    InputStream in = times.watch(new ByteArrayInputStream(new byte[100]), "model a", 100);
    for (int seconds = 0; seconds < 100; seconds++) {
      nanos.addAndGet(5_000_000_000L);
      in.read();
    }

    assertThat(heard.of("warned b ")).isEmpty();
  }

  @Test
  void whatTheLastUploadsRateSaysIsToldBeforeBytesMove() throws Exception {
    TransferLimits limits = new TransferLimits(Long.MAX_VALUE, Duration.ofSeconds(300), 100);
    Sink slow = new Limited(target(), Long.MAX_VALUE, limits);
    Heard pushed = new Heard();
    new Copier(TestContent.retry(), pushed, 1).pack(folder(), slow, PackOptions.standard());
    assertThat(pushed.of(""))
        .filteredOn(line -> !line.contains("Left out"))
        .first()
        .isEqualTo(
            "warned b in the local store gives an upload 5 minutes; at the rate of the last one, model"
                + " model takes 15 minutes. If it is refused, split it into parts, or publish from a"
                + " faster connection.");

    // What is there already is not sent.
    copier.copy(source, packed.descriptor(), slow);
    assertThat(heard.of("warned b ")).isEmpty();
  }
}
