package io.github.kitrail.content.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Copier;
import io.github.kitrail.content.Heard;
import io.github.kitrail.content.PackOptions;
import io.github.kitrail.content.PackedModelKit;
import io.github.kitrail.content.PendingLayer;
import io.github.kitrail.content.TestContent;
import io.github.kitrail.content.store.Store;
import io.github.kitrail.modelkit.Compression;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Kitfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DigestCacheTest {
  @TempDir Path temp;
  private Path context;
  private Path file;
  private Path cacheDirectory;
  // As if the files had been written a minute ago.
  private Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));

  @BeforeEach
  void setUp() throws IOException {
    context = Files.createDirectories(temp.resolve("context/code")).getParent();
    file = Files.writeString(context.resolve("code/a.txt"), "one");
    Files.writeString(context.resolve("code/b.txt"), "more");
    cacheDirectory = temp.resolve("home/kitrail/digests");
  }

  private ModelFolder folder(Map<String, Digest> expected) throws KitrailException {
    List<Kitfile.Code> code = List.of(new Kitfile.Code("code", null, null, null));
    Kitfile kitfile = new Kitfile("1.0.0", Kitfile.Package.NONE, null, code, List.of(), List.of());
    return ModelFolder.open(
        context, kitfile, List.of(), expected, DigestCache.in(cacheDirectory, clock));
  }

  private PackedModelKit pack(Heard heard, String store, PackOptions options) throws Exception {
    return new Copier(TestContent.retry(), heard, 1)
        .pack(folder(Map.of()), Store.at(temp.resolve(store)).repository("localhost/a"), options);
  }

  private Descriptor known(Map<String, Digest> expected, PackOptions options) throws Exception {
    PendingLayer layer = folder(expected).layers(options).get(0);
    return layer.known();
  }

  private Descriptor known() throws Exception {
    return known(Map.of(), PackOptions.standard());
  }

  private void packOnce() throws Exception {
    pack(new Heard(), "store", PackOptions.standard());
  }

  private static Digest digest(String content) {
    return Digest.of(content.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ZSTD")
  void anUnchangedFileIsNotReadAgain(Compression compression) throws Exception {
    PackOptions options = new PackOptions(compression, "1.7.0", true);
    PackedModelKit first = pack(new Heard(), "store", options);
    Heard heard = new Heard();

    PackedModelKit second = pack(heard, "store", options);

    assertThat(heard.of("started")).isEmpty();
    assertThat(heard.of("skipped code code")).hasSize(1);
    assertThat(second).isEqualTo(first);
    assertThat(second.files()).containsEntry("code/a.txt", digest("one"));
  }

  @Test
  void whereTheLayerIsMissingItIsReadAndVerified() throws Exception {
    packOnce();
    Heard heard = new Heard();

    PackedModelKit second = pack(heard, "other-store", PackOptions.standard());

    assertThat(heard.of("started")).hasSize(1);
    assertThat(second.manifest().layers()).containsExactly(known());
  }

  @Test
  void aWrongEntryIsDroppedAndTheLayerReadAnew() throws Exception {
    packOnce();
    DigestCache cache = DigestCache.in(cacheDirectory, clock);
    PendingLayer layer = folder(Map.of()).layers(PackOptions.standard()).get(0);
    LayerIdentity identity = new LayerIdentity(layer.identity(), Instant.EPOCH);
    Descriptor right = layer.known();
    cache.store(identity, new RememberedLayer(digest("x"), right.size(), null, null));
    assertThat(known().digest()).isEqualTo(digest("x"));

    PackedModelKit packed = pack(new Heard(), "store", PackOptions.standard());

    assertThat(packed.manifest().layers()).containsExactly(right);
    assertThat(known()).isEqualTo(right);
  }

  @Test
  void aWrongSizeOfACompressedLayerIsFoundWithoutRetries() throws Exception {
    PackOptions gzip = new PackOptions(Compression.GZIP, "1.7.0", false);
    pack(new Heard(), "store", gzip);
    PendingLayer layer = folder(Map.of()).layers(gzip).get(0);
    Descriptor right = layer.known();
    DigestCache.in(cacheDirectory, clock)
        .store(
            new LayerIdentity(layer.identity(), Instant.EPOCH),
            new RememberedLayer(digest("x"), right.size() + 9, null, null));
    Heard heard = new Heard();

    assertThat(pack(heard, "store", gzip).manifest().layers()).containsExactly(right);
    assertThat(heard.of("retrying")).isEmpty();
  }

  @Test
  void everyChangeMakesItAnotherLayer() throws Exception {
    packOnce();
    FileTime time = Files.getLastModifiedTime(file);
    assertThat(known()).isNotNull();

    Files.writeString(file, "two");
    Files.setLastModifiedTime(file, time);
    assertThat(known()).as("same size, same time, but written to").isNull();

    packOnce();
    assertThat(known()).isNotNull();
    Files.writeString(context.resolve("code/c.txt"), "");
    assertThat(known()).as("another file").isNull();

    packOnce();
    Files.move(context.resolve("code/c.txt"), context.resolve("code/d.txt"));
    assertThat(known()).as("another name").isNull();
  }

  @Test
  void filesThatWereWrittenJustNowAreNotTrusted() throws Exception {
    clock = Clock.systemUTC();
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(30)));

    packOnce();

    assertThat(cacheDirectory).doesNotExist();
    assertThat(folder(Map.of()).layers(PackOptions.standard()).get(0).identity()).isNull();
  }

  @Test
  void testedFilesMustHaveTheirDigests() throws Exception {
    packOnce();
    Map<String, Digest> tested = Map.of("code/a.txt", digest("one"));
    assertThat(known(tested, PackOptions.standard())).as("no digests of files").isNull();

    pack(new Heard(), "store", new PackOptions(Compression.NONE, "1.7.0", true));
    assertThat(known(tested, PackOptions.standard())).isNotNull();

    ModelFolder other = folder(Map.of("code/a.txt", digest("other")));
    KitrailException failed =
        catchThrowableOfType(
            KitrailException.class,
            () ->
                new Copier(TestContent.retry(), new Heard(), 1)
                    .pack(
                        other,
                        Store.at(temp.resolve("store")).repository("localhost/a"),
                        PackOptions.standard()));
    assertThat(failed.code()).isEqualTo(ErrorCode.NOT_TRUSTED);
  }

  @Test
  void aDamagedEntryIsNone() throws Exception {
    packOnce();
    Path entry = entries().get(0);
    byte[] bytes = Files.readAllBytes(entry);
    for (int i = 0; i < bytes.length; i += 7) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 1;
      Files.write(entry, damaged);
      assertThat(known()).isNull();
    }
    Files.write(entry, new byte[0]);
    assertThat(known()).isNull();
  }

  @Test
  void entriesAreForTheirOwnerOnlyAndBounded() throws Exception {
    packOnce();
    assertThat(Files.getPosixFilePermissions(entries().get(0)))
        .containsOnly(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    DigestCache cache = DigestCache.in(cacheDirectory, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    for (int i = 0; i < 1_005; i++) {
      cache.store(
          new LayerIdentity("old-" + i, Instant.EPOCH),
          new RememberedLayer(digest("x"), 1, null, null));
    }

    assertThat(entries()).hasSize(1_000);
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> files = Files.list(cacheDirectory)) {
      return files.toList();
    }
  }
}
