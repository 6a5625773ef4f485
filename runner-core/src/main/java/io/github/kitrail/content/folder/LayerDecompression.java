package io.github.kitrail.content.folder;

import io.airlift.compress.zstd.ZstdInputStream;
import io.github.kitrail.content.NewFile;
import io.github.kitrail.modelkit.Compression;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * The archive inside a compressed layer, of any writer: gzip of several members, zstd of several
 * frames. Memory is bounded: a zstd window over 8 MiB is refused.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">gzip</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8878">zstd</a>
 */
final class LayerDecompression {
  /** deflate cannot do better than this. */
  private static final long DEFLATE_EXPANSION = 1032;

  /** A block of zstd is at most 128 KiB, and one of equal bytes takes four. */
  private static final long ZSTD_EXPANSION = 128 * 1024 / 4;

  private LayerDecompression() {}

  /**
   * @param layer its {@code available()} must not say 0 before its end
   * @return throws {@link IOException} when the compression makes no sense or is cut off
   */
  static InputStream of(Compression compression, InputStream layer) throws IOException {
    return switch (compression) {
      case NONE -> layer;
      case GZIP, GZIP_FASTEST -> new GZIPInputStream(layer, NewFile.BUFFER_BYTES);
      case ZSTD -> new Zstd(layer);
    };
  }

  /** No archive can be larger in a layer of so many bytes. */
  static long mostBytes(Compression compression, long layerBytes) {
    long expansion =
        switch (compression) {
          case NONE -> 1;
          case GZIP, GZIP_FASTEST -> DEFLATE_EXPANSION;
          case ZSTD -> ZSTD_EXPANSION;
        };
    return Math.min(layerBytes, Long.MAX_VALUE / expansion) * expansion;
  }

  /** The decoder tells damage in exceptions of several kinds. */
  private static final class Zstd extends FilterInputStream {
    Zstd(InputStream layer) {
      super(new ZstdInputStream(layer));
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int n = read(one, 0, 1);
      return n < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return length == 0 ? 0 : super.read(buffer, offset, length);
      } catch (RuntimeException e) {
        throw new IOException("its zstd stream is damaged: " + e.getMessage(), e);
      }
    }

    @Override
    public long skip(long n) throws IOException {
      return readNBytes((int) Math.min(n, NewFile.BUFFER_BYTES)).length;
    }

    @Override
    public int available() {
      return 0;
    }
  }
}
