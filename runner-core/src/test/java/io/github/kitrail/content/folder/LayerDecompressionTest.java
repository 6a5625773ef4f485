package io.github.kitrail.content.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.airlift.compress.zstd.ZstdOutputStream;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Compression;
import io.github.kitrail.modelkit.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Layers as other writers compress them. */
@Timeout(120)
class LayerDecompressionTest {
  private static final String ZSTD = Handmade.TAR + "+zstd";

  /** The magic number of RFC 8878, in its order on the wire. */
  private static final byte[] FRAME = {(byte) 0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

  private static final byte[] SKIPPABLE = {0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3};

  @TempDir Path temp;

  private static byte[] zstd(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new ZstdOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] tar() throws IOException {
    return new Tars().file("code/a.txt", "words ".repeat(100_000)).bytes();
  }

  private static byte[] read(Compression compression, byte[] layer) throws IOException {
    InputStream source = new SourceStream(new ByteArrayInputStream(layer));
    return LayerDecompression.of(compression, source).readAllBytes();
  }

  private void assertUnpacks(String mediaType, byte[] layer) throws Exception {
    Path target = temp.resolve("target");
    Handmade.of(temp.resolve("layout"), mediaType, layer, Digest.of(layer), Digest.of(tar()))
        .unpack(target, UnpackOptions.NONE);
    assertThat(target.resolve("code/a.txt")).hasContent("words ".repeat(100_000));
  }

  @Test
  void zstdIsUnpacked() throws Exception {
    assertUnpacks(ZSTD, zstd(tar()));
  }

  @Test
  void framesThatFollowEachOtherAreOneArchive() throws Exception {
    byte[] tar = tar();
    byte[] first = Arrays.copyOf(tar, 70_000);
    byte[] second = Arrays.copyOfRange(tar, 70_000, tar.length);

    assertUnpacks(ZSTD, join(zstd(first), zstd(new byte[0]), zstd(second)));
  }

  /** By {@code printf 'kitrail %.0s' $(seq 40) | zstd -19}: with checksum, without content size. */
  @Test
  void theZstdProgramIsUnderstood() throws Exception {
    byte[] sample =
        LayerDecompressionTest.class.getResourceAsStream("/zstd/kitrail.zst").readAllBytes();

    assertThat(new String(read(Compression.ZSTD, sample), StandardCharsets.UTF_8))
        .isEqualTo("kitrail ".repeat(40));
  }

  @Test
  void damageIsTold() throws Exception {
    byte[] good = zstd(tar());
    byte[][] damaged = {
      Arrays.copyOf(good, good.length - 1),
      Arrays.copyOf(good, good.length / 2),
      Arrays.copyOf(good, 3),
      join(good, "garbage that is no frame".getBytes(StandardCharsets.UTF_8)),
      // A frame with a window of 2 GiB.
      join(FRAME, new byte[] {0, (byte) 0xa8, 1, 0, 0}),
    };
    for (byte[] layer : damaged) {
      Handmade modelKit =
          Handmade.of(temp.resolve("l" + Digest.of(layer).abbreviated()), ZSTD, layer);
      KitrailException failed =
          catchThrowableOfType(
              KitrailException.class,
              () -> modelKit.unpack(temp.resolve("target"), UnpackOptions.NONE));
      assertThat(failed).isNotNull().hasMessageContaining("its archive is damaged");
      assertThat(failed.code()).isEqualTo(ErrorCode.HOSTILE_CONTENT);
      assertThat(Files.exists(temp.resolve("target"))).isFalse();
    }
  }

  @Test
  void noDamageDoesAnythingButFail() throws Exception {
    byte[] good = zstd(Arrays.copyOf(tar(), 20_000));
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] layer = good.clone();
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        layer[random.nextInt(layer.length)] = (byte) random.nextInt(256);
      }
      try (InputStream in =
          LayerDecompression.of(
              Compression.ZSTD, new SourceStream(new ByteArrayInputStream(layer)))) {
        assertThat(in.readNBytes(10_000_000).length).isLessThanOrEqualTo(10_000_000);
      } catch (IOException expected) {
        assertThat(expected).hasMessageContaining("");
      }
    }
  }

  @Test
  void gzipOfAnyWriterIsUnpacked() throws Exception {
    byte[] tar = tar();
    byte[] rest = Handmade.gzip(Arrays.copyOfRange(tar, 700, tar.length));
    // FEXTRA, FNAME and FCOMMENT: RFC 1952, 2.3.1.
    byte[] header = {0x1f, (byte) 0x8b, 8, 4 + 8 + 16, 1, 2, 3, 4, 0, 3};
    byte[] more = {3, 0, 7, 7, 7, 'n', 0, 'c', 0};
    byte[] plain = Handmade.gzip(Arrays.copyOf(tar, 700));
    byte[] first = join(header, more, Arrays.copyOfRange(plain, 10, plain.length));

    assertUnpacks(Handmade.TAR + "+gzip", join(first, rest, new byte[5_000]));
  }

  @Test
  void zstdIsNotWritten() {
    assertThatThrownBy(() -> Compression.parse("zstd"))
        .hasMessageContaining("is not a compression");
    assertThatCode(() -> Compression.parse("gzip")).doesNotThrowAnyException();
  }
}
