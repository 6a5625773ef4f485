package io.github.kitrail.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.GoldenContext;
import io.github.kitrail.content.folder.FolderSink;
import io.github.kitrail.content.folder.UnpackOptions;
import io.github.kitrail.content.folder.UnpackPart;
import io.github.kitrail.content.layout.OciLayout;
import io.github.kitrail.content.store.Store;
import io.github.kitrail.content.store.StoreRepository;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Index;
import io.github.kitrail.modelkit.KitfileConfig;
import io.github.kitrail.modelkit.KitfileReader;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged manifests, configs, indexes and archives, each by the way that real ones take: refused in
 * words, in bounded time and memory, and nothing is written outside of the target. {@code
 * ArchiveFuzzTest} damages archives one layer below, with jqwik.
 */
class HostileInputTest {
  private static final String CODE = "application/vnd.kitops.modelkit.code.v1.tar";

  @TempDir Path temp;
  private Path target;

  @BeforeEach
  void setUp() throws Exception {
    target = Files.createDirectories(temp.resolve("around/target"));
    Files.writeString(temp.resolve("around/outside.txt"), "outside");
  }

  @Test
  void documents() throws Exception {
    byte[] manifest = GoldenContext.sample("gzip/manifest.json");
    byte[] config = GoldenContext.sample("gzip/config.json");
    byte[] kitfile = GoldenContext.KITFILE.getBytes(UTF_8);
    byte[] index = HostileCases.index(Manifest.parse(manifest));
    new HostileCases("documents", false)
        .run(
            3000,
            random -> {
              Mutation mutation = new Mutation(random);
              switch (random.nextInt(4)) {
                case 0 -> {
                  Manifest.parse(mutation.of(manifest)).toBytes();
                }
                case 1 -> {
                  KitfileConfig.toBytes(KitfileConfig.parse(mutation.of(config)));
                }
                case 2 -> {
                  Index.parse(mutation.of(index)).toBytes();
                }
                default -> KitfileReader.parse(new String(mutation.of(kitfile), UTF_8), "Kitfile");
              }
            });
  }

  @Test
  void filesOfStoresAndLayouts() throws Exception {
    Path directory = GoldenContext.sampleStore(temp.resolve("around/store"));
    StoreRepository repository = Store.at(directory).repository(GoldenContext.REPOSITORY);
    Descriptor modelKit = repository.resolve("none");
    repository.tag(modelKit, "v2");
    TestContent.evidence(repository, modelKit, "evidence");
    List<Path> documents;
    try (Stream<Path> files = Files.walk(directory)) {
      documents =
          files
              .filter(file -> file.toString().endsWith(".json") || file.endsWith("oci-layout"))
              .sorted()
              .toList();
    }
    assertThat(documents).hasSizeGreaterThan(4);
    new HostileCases("files of stores and layouts", true)
        .run(
            2000,
            random -> {
              Path document = documents.get(random.nextInt(documents.size()));
              byte[] honest = Files.readAllBytes(document);
              Files.write(document, new Mutation(random).of(honest));
              try {
                readAll(directory, random.nextInt(5), modelKit);
              } finally {
                Files.write(document, honest);
              }
            });
  }

  private static void readAll(Path directory, int what, Descriptor modelKit) throws Exception {
    StoreRepository repository = Store.at(directory).repository(GoldenContext.REPOSITORY);
    switch (what) {
      case 0 -> Store.at(directory).repositories();
      case 1 -> repository.tags();
      case 2 -> {
        repository.modelKits();
        repository.referrers(modelKit.digest());
      }
      case 3 -> repository.resolve("v2");
      default -> {
        OciLayout layout = OciLayout.at(directory);
        layout.tags();
        layout.referrers(modelKit.digest());
        layout.resolve(modelKit.digest().toString());
      }
    }
  }

  @Test
  void layers() throws Exception {
    byte[] tar = tar();
    new HostileCases("layers", false)
        .run(
            3000,
            random -> {
              Mutation mutation = new Mutation(random);
              int kind = random.nextInt(3);
              byte[] damaged = kind == 2 ? tar : checksummed(mutation.of(tar), random);
              byte[] layer =
                  switch (kind) {
                    case 0 -> damaged;
                    case 1 -> gzip(damaged);
                    default -> mutation.of(gzip(tar));
                  };
              unpack(layer, Digest.of(damaged), kind == 0 ? CODE : CODE + "+gzip");
            });
  }

  private static byte[] tar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8")) {
      out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      out.setAddPaxHeadersForNonAsciiNames(true);
      for (String name :
          List.of("code/a.py", "code/" + "long/".repeat(40) + "b", "code/ü", "code/c")) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setModTime(0L);
        entry.setSize(700);
        out.putArchiveEntry(entry);
        out.write("x".repeat(700).getBytes(UTF_8));
        out.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** Or else nearly every damage would end at the checksum of a header. */
  private static byte[] checksummed(byte[] bytes, Random random) {
    for (int block = 0; block + 512 <= bytes.length; block += 512) {
      boolean header = new String(bytes, block + 257, 5, ISO_8859_1).equals("ustar");
      if (header && random.nextInt(8) > 0) {
        int sum = 8 * ' ';
        for (int i = 0; i < 512; i++) {
          sum += i >= 148 && i < 156 ? 0 : bytes[block + i] & 0xff;
        }
        System.arraycopy(
            String.format("%06o\0 ", sum).getBytes(ISO_8859_1), 0, bytes, block + 148, 8);
      }
    }
    return bytes;
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private void unpack(byte[] bytes, Digest diffId, String mediaType) throws Exception {
    Descriptor layer = Descriptor.of(mediaType, bytes);
    byte[] config =
        ("{\"manifestVersion\":\"1.0.0\",\"code\":[{\"path\":\"code\",\"digest\":\""
                + layer.digest()
                + "\",\"diffId\":\""
                + diffId
                + "\"}]}")
            .getBytes(UTF_8);
    Descriptor configured = Descriptor.of(MediaTypes.KITFILE_CONFIG, config);
    Manifest manifest = new Manifest(null, null, configured, List.of(layer), null, Map.of());
    byte[] document = manifest.toBytes();
    Descriptor described = Descriptor.of(MediaTypes.IMAGE_MANIFEST, document);
    Source source =
        source(
            Map.of(
                layer.digest(), bytes, configured.digest(), config, described.digest(), document));
    UnpackPart part = new UnpackPart(manifest, KitfileConfig.parse(config), List.of());
    try (FolderSink sink = FolderSink.open(target, List.of(part), UnpackOptions.NONE)) {
      copier().copy(source, described, sink, sink::accepts);
    } finally {
      nothingOutside();
    }
  }

  private static Copier copier() {
    return new Copier(TestContent.retry(), TransferListener.NONE, 2);
  }

  /** And the target is empty for the next case. */
  private void nothingOutside() throws IOException {
    try (Stream<Path> around = Files.list(temp.resolve("around"))) {
      assertThat(around.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("target", "outside.txt");
    }
    assertThat(temp.resolve("around/outside.txt")).hasContent("outside");
    try (Stream<Path> all = Files.list(temp)) {
      assertThat(all).hasSize(1);
    }
    try (Stream<Path> files = Files.walk(target)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(target)) {
          Files.delete(file);
        }
      }
    }
  }

  private static Source source(Map<Digest, byte[]> contents) {
    return new Source() {
      @Override
      public String name() {
        return "the hostile source";
      }

      @Override
      public Descriptor resolve(String reference) {
        throw new UnsupportedOperationException();
      }

      @Override
      public InputStream open(Descriptor content, long offset) throws IOException {
        InputStream in = new ByteArrayInputStream(contents.get(content.digest()));
        in.skipNBytes(offset);
        return in;
      }

      @Override
      public List<Descriptor> referrers(Digest subject) {
        return List.of();
      }

      @Override
      public List<String> tags() {
        return List.of();
      }
    };
  }
}
