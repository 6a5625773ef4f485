package io.github.kitrail.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.GoldenContext;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.folder.DigestCache;
import io.github.kitrail.content.folder.FolderSink;
import io.github.kitrail.content.folder.ModelFolder;
import io.github.kitrail.content.folder.UnpackOptions;
import io.github.kitrail.content.folder.UnpackPart;
import io.github.kitrail.content.store.Store;
import io.github.kitrail.content.store.StoreRepository;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How packing goes; what it makes is compared in GoldenPackTest. */
@Timeout(60)
class PackTest {
  @TempDir Path temp;
  private final Heard heard = new Heard();
  private final Copier copier = new Copier(TestContent.retry(), heard, 2);
  private Path context;
  private StoreRepository repository;

  @BeforeEach
  void setUp() throws Exception {
    context = GoldenContext.create(temp.resolve("context"));
    repository = Store.at(temp.resolve("store")).repository("localhost/a");
  }

  private ModelFolder folder() throws KitrailException {
    return ModelFolder.open(context, GoldenContext.kitfile());
  }

  private void assertNothingWasPacked() throws IOException {
    assertThat(temp.resolve("store/index.json")).doesNotExist();
    assertThat(temp.resolve("store/kitrail/ingest")).isEmptyDirectory();
  }

  @Test
  void progressAndWarningsAreTold() throws Exception {
    PackedModelKit packed = copier.pack(folder(), repository, PackOptions.standard());

    assertThat(heard.of("started model model ")).containsExactly("started model model 90624");
    assertThat(heard.of("finished")).hasSize(5);
    assertThat(heard.of("warned")).hasSize(1).allMatch(w -> w.contains("code/link.py"));
    assertThat(heard.moved())
        .isEqualTo(packed.manifest().layers().stream().mapToLong(layer -> layer.size()).sum());
    assertThat(packed.files()).isEmpty();
    assertThat(repository.tags()).isEmpty();
  }

  @Test
  void aFileThatChangesEndsItWithoutATrace() throws Exception {
    ModelFolder folder = folder();
    Files.writeString(context.resolve("data/train.csv"), "changed");

    KitrailException failed =
        catchThrowableOfType(
            KitrailException.class, () -> copier.pack(folder, repository, PackOptions.standard()));

    assertThat(failed).hasMessageContaining("data/train.csv changed while it was packed");
    assertThat(failed.code()).isEqualTo(ErrorCode.BAD_INPUT);
    assertThat(heard.of("retrying")).isEmpty();
    assertNothingWasPacked();
  }

  @Test
  void aFileThatIsNotTheTestedOneEndsIt() throws Exception {
    Map<String, Digest> tested = Map.of("model/config.json", Digest.of(new byte[1]));
    ModelFolder folder =
        ModelFolder.open(context, GoldenContext.kitfile(), List.of(), tested, DigestCache.off());

    KitrailException failed =
        catchThrowableOfType(
            KitrailException.class, () -> copier.pack(folder, repository, PackOptions.standard()));

    assertThat(failed).hasMessageContaining("model/config.json differs from the file");
    assertThat(failed.code()).isEqualTo(ErrorCode.NOT_TRUSTED);
    assertNothingWasPacked();
  }

  @Test
  void aFailureThatPassesIsTriedAgainWithTheSameResult() throws Exception {
    AtomicInteger failures = new AtomicInteger();
    Sink flaky =
        new ForwardingSink(repository) {
          @Override
          public io.github.kitrail.modelkit.Descriptor write(PendingBlob blob)
              throws IOException, KitrailException {
            if (failures.getAndIncrement() < 2) {
              blob.open().readNBytes(700);
              throw new IOException("Connection reset");
            }
            return super.write(blob);
          }
        };

    PackedModelKit packed = copier.pack(folder(), flaky, PackOptions.standard());

    assertThat(packed.manifest().toBytes()).isEqualTo(GoldenContext.sample("none/manifest.json"));
    assertThat(heard.of("retrying")).hasSize(2);
  }

  @Test
  void aDiskThatIsFullIsTold() throws Exception {
    Path disk = Files.createDirectories(temp.resolve("disk"));
    PackedModelKit packed = copier.pack(folder(), repository, PackOptions.standard());
    UnpackPart part = new UnpackPart(packed.manifest(), packed.kitfile(), List.of());
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString())
            .start();
    assumeThat(mount.waitFor(10, TimeUnit.SECONDS) && mount.exitValue() == 0).isTrue();
    try {
      StoreRepository full = Store.at(disk.resolve("store")).repository("localhost/a");

      KitrailException pack =
          catchThrowableOfType(
              KitrailException.class,
              () -> copier.pack(folder(), new ForwardingSink(full), PackOptions.standard()));

      assertThat(pack).hasMessageContaining("the disk is full");
      assertThat(pack.code()).isEqualTo(ErrorCode.NO_SPACE);
      assertThat(disk.resolve("store/kitrail/ingest")).isEmptyDirectory();

      KitrailException before =
          catchThrowableOfType(
              KitrailException.class, () -> copier.pack(folder(), full, PackOptions.standard()));
      assertThat(before).hasMessageContaining("are missing. Free some space");
      assertThat(before.code()).isEqualTo(ErrorCode.NO_SPACE);

      Path target = disk.resolve("target");
      try (FolderSink sink = FolderSink.open(target, List.of(part), UnpackOptions.NONE)) {
        KitrailException unpack =
            catchThrowableOfType(
                KitrailException.class,
                () -> copier.copy(repository, packed.descriptor(), sink, sink::accepts));
        assertThat(unpack.code()).isEqualTo(ErrorCode.NO_SPACE);
        assertThat(unpack).hasMessageContaining("Free some space");
      }
      assertThat(target).doesNotExist();
    } finally {
      new ProcessBuilder("umount", disk.toString()).start().waitFor();
    }
  }
}
