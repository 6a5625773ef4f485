package io.github.kitrail.content.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Blob;
import io.github.kitrail.content.ForwardingSource;
import io.github.kitrail.content.Place;
import io.github.kitrail.content.TestContent;
import io.github.kitrail.content.TransientException;
import io.github.kitrail.content.layout.OciLayout;
import io.github.kitrail.modelkit.AssetLayer;
import io.github.kitrail.modelkit.Compression;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.KitfileLayer;
import io.github.kitrail.modelkit.LayerKind;
import io.github.kitrail.modelkit.LayerType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayerPeekTest {
  private static final int MIB = 1024 * 1024;

  @TempDir Path directory;
  private Place layout;
  private Counting source;

  @BeforeEach
  void aPlace() throws Exception {
    layout = OciLayout.at(directory.resolve("layout"));
    source = new Counting(layout);
  }

  private AssetLayer layer(byte[] archive, Compression compression) throws Exception {
    byte[] bytes = archive;
    if (compression == Compression.GZIP) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(archive);
      }
      bytes = out.toByteArray();
    }
    byte[] stored = bytes;
    LayerType type = new LayerType(LayerKind.MODEL, compression);
    Descriptor descriptor = Descriptor.of(type.mediaType(), stored);
    layout.write(
        new Blob() {
          @Override
          public Descriptor descriptor() {
            return descriptor;
          }

          @Override
          public InputStream open() {
            return new ByteArrayInputStream(stored);
          }
        });
    return new AssetLayer(
        descriptor, type, new KitfileLayer(LayerKind.MODEL, 0, null, "model", null));
  }

  private LayerPeek.Seen<String> beginnings(AssetLayer layer) throws Exception {
    return new LayerPeek(source, TestContent.retry())
        .look(
            layer,
            (path, size, content) ->
                path.endsWith(".skip")
                    ? null
                    : path
                        + " "
                        + size
                        + " "
                        + new String(content.readNBytes(3), StandardCharsets.UTF_8));
  }

  private static byte[] models() throws IOException {
    return new Tars()
        .directory("model", 0755)
        .file("model/a.bin", "aaa".repeat(4 * MIB))
        .file("model/b.skip", "b".repeat(5 * MIB))
        .file("model/" + "x".repeat(150) + ".bin", "ccc".repeat(4 * MIB))
        .file("model/empty.bin", "")
        .file("model/d.bin", "ddd")
        .bytes();
  }

  @Test
  void whatNobodyReadsIsNotFetched() throws Exception {
    LayerPeek.Seen<String> seen = beginnings(layer(models(), Compression.NONE));
    assertThat(seen.complete()).isTrue();
    assertThat(seen.seen())
        .containsExactly(
            "model/a.bin 12582912 aaa",
            "model/" + "x".repeat(150) + ".bin 12582912 ccc",
            "model/empty.bin 0 ",
            "model/d.bin 3 ddd");
    assertThat(source.bytes).isLessThan(100_000);
    assertThat(source.opened).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "GZIP"})
  void seesTheSameInACompressedLayer(Compression compression) throws Exception {
    LayerPeek.Seen<String> seen = beginnings(layer(models(), compression));
    assertThat(seen.seen()).hasSize(4).contains("model/d.bin 3 ddd");
    assertThat(seen.complete()).isTrue();
  }

  @Test
  void aCompressedLayerIsReadAWhileOnly() throws Exception {
    AssetLayer layer = layer(models(), Compression.GZIP);
    LayerPeek.Seen<String> seen =
        new LayerPeek(source, TestContent.retry(), 13 * MIB)
            .look(layer, (path, size, content) -> path);
    assertThat(seen.complete()).isFalse();
    assertThat(seen.seen()).containsExactly("model/a.bin", "model/b.skip");
  }

  @Test
  void aCutConnectionIsTriedAgain() throws Exception {
    AssetLayer layer = layer(models(), Compression.NONE);
    source.cutsLeft = 2;
    assertThat(beginnings(layer).seen()).hasSize(4);
    source.cutsLeft = 100;
    assertThatThrownBy(() -> beginnings(layer))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TRANSFER_FAILED));
  }

  @Test
  void hostileArchivesAreRefused() throws Exception {
    AssetLayer outside = layer(new Tars().file("../x", "x").bytes(), Compression.NONE);
    assertRefused(outside, "leaves the folder");
    byte[] link =
        new Tars().special("l", TarConstants.LF_SYMLINK, it -> it.setLinkName("/x")).bytes();
    assertRefused(layer(link, Compression.NONE), "a symbolic link");
    byte[] cut = Arrays.copyOf(models(), MIB);
    assertRefused(layer(cut, Compression.NONE), "is damaged");
    assertRefused(layer(new byte[] {1, 2, 3}, Compression.NONE), "is damaged");
  }

  private void assertRefused(AssetLayer layer, String reason) {
    assertThatThrownBy(() -> beginnings(layer))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.HOSTILE_CONTENT))
        .hasMessageContaining(reason);
  }

  /** Counts what is asked for and given, and cuts a connection now and then. */
  private static final class Counting extends ForwardingSource {
    private int opened;
    private long bytes;
    private int cutsLeft;

    Counting(Place place) {
      super(place);
    }

    @Override
    public InputStream open(Descriptor content, long offset) throws IOException, KitrailException {
      opened++;
      return new FilterInputStream(super.open(content, offset)) {
        @Override
        public int read(byte[] buffer, int at, int length) throws IOException {
          if (cutsLeft-- > 0) {
            throw new TransientException("cut", null);
          }
          int n = super.read(buffer, at, length);
          bytes += Math.max(0, n);
          return n;
        }
      };
    }
  }
}
