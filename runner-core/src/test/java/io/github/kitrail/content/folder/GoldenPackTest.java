package io.github.kitrail.content.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.GoldenContext;
import io.github.kitrail.content.Copier;
import io.github.kitrail.content.PackOptions;
import io.github.kitrail.content.PackedModelKit;
import io.github.kitrail.content.Retry;
import io.github.kitrail.content.TransferListener;
import io.github.kitrail.content.store.Store;
import io.github.kitrail.content.store.StoreRepository;
import io.github.kitrail.modelkit.Compression;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.KitfileConfig;
import io.github.kitrail.modelkit.KitfileLayer;
import io.github.kitrail.modelkit.LayerInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is packed here equals what kit 1.7.0 packed from the same folder. */
class GoldenPackTest {
  private final Copier copier = new Copier(Retry.standard(), TransferListener.NONE, 2);
  @TempDir Path temp;
  private Path context;
  private StoreRepository repository;

  @BeforeEach
  void setUp() throws Exception {
    context = GoldenContext.create(temp.resolve("context"));
    repository = Store.at(temp.resolve("store")).repository(GoldenContext.REPOSITORY);
  }

  private PackedModelKit pack(Compression compression) throws Exception {
    ModelFolder folder = ModelFolder.open(context, GoldenContext.kitfile());
    return copier.pack(folder, repository, new PackOptions(compression, "1.7.0", true));
  }

  @Test
  void withoutCompressionEveryByteOfManifestAndConfigIsKits() throws Exception {
    PackedModelKit packed = pack(Compression.NONE);

    assertThat(packed.manifest().toBytes())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(new String(GoldenContext.sample("none/manifest.json"), StandardCharsets.UTF_8));
    assertThat(repository.read(packed.descriptor())).isEqualTo(packed.manifest().toBytes());
    assertThat(repository.read(packed.manifest().config()))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(new String(GoldenContext.sample("none/config.json"), StandardCharsets.UTF_8));
  }

  @Test
  void theStoreItselfIsKits() throws Exception {
    repository.tag(pack(Compression.NONE).descriptor(), "none");

    Path sample = GoldenContext.sampleStore(temp.resolve("sample"));
    try (var files = Files.walk(sample)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path ours = temp.resolve("store").resolve(sample.relativize(file).toString());
        assertThat(ours).hasSameBinaryContentAs(file);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"GZIP", "GZIP_FASTEST"})
  void withCompressionTheArchivesInsideAreKits(Compression compression) throws Exception {
    PackedModelKit packed = pack(compression);

    Kitfile sample =
        KitfileConfig.parse(GoldenContext.sample(compression.optionName() + "/config.json"));
    assertThat(diffIds(packed.kitfile())).isEqualTo(diffIds(sample));
    assertThat(packed.manifest().layers())
        .extracting(layer -> layer.mediaType())
        .allSatisfy(type -> assertThat(type).endsWith(".tar+gzip"));
    for (KitfileLayer layer : packed.kitfile().layers()) {
      LayerInfo info = layer.info();
      try (var in =
          new java.util.zip.GZIPInputStream(
              Files.newInputStream(temp.resolve("store/blobs/sha256/" + info.digest().hex())))) {
        assertThat(Digest.of(in.readAllBytes())).isEqualTo(info.diffId());
      }
    }
  }

  @Test
  void theGzipHeaderIsGos() throws Exception {
    PackedModelKit packed = pack(Compression.GZIP);

    Digest layer = packed.manifest().layers().get(0).digest();
    byte[] blob = Files.readAllBytes(temp.resolve("store/blobs/sha256/" + layer.hex()));
    assertThat(blob).startsWith(0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xff);
  }

  @Test
  void eachFileHasItsDigest() throws Exception {
    PackedModelKit packed = pack(Compression.NONE);

    assertThat(packed.files())
        .hasSize(14)
        .containsEntry("code/lib.py", Digest.of("x = 1\n".getBytes(StandardCharsets.UTF_8)))
        .doesNotContainKeys("code/private/p.txt", "code/tmp/scratch.log", "code/link.py");
  }

  @Test
  void packingTwiceGivesTheSame() throws Exception {
    assertThat(pack(Compression.GZIP).descriptor()).isEqualTo(pack(Compression.GZIP).descriptor());
  }

  private static List<Digest> diffIds(Kitfile kitfile) {
    return kitfile.layers().stream().map(layer -> layer.info().diffId()).toList();
  }
}
