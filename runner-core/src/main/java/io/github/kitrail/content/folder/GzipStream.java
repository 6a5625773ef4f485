package io.github.kitrail.content.folder;

import io.github.kitrail.content.NewFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Compresses while it is read, with the header that Go writes: no time, no name, system unknown.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">gzip</a>
 */
final class GzipStream extends ChainedInputStream {
  private static final byte DEFLATE = 8;
  private static final byte FASTEST = 4;
  private static final byte SYSTEM_UNKNOWN = (byte) 255;

  private final InputStream plain;
  private final int level;
  private final CRC32 crc = new CRC32();
  private final Deflater deflater;
  private int part;

  /**
   * @param level of {@link Deflater}
   */
  GzipStream(InputStream plain, int level) {
    this.plain = plain;
    this.level = level;
    this.deflater = new Deflater(level, true);
  }

  @Override
  @Nullable InputStream next() {
    return switch (part++) {
      case 0 -> new ByteArrayInputStream(header());
      case 1 ->
          new DeflaterInputStream(
              new CheckedInputStream(plain, crc), deflater, NewFile.BUFFER_BYTES);
      case 2 -> new ByteArrayInputStream(trailer());
      default -> null;
    };
  }

  private byte[] header() {
    byte extra = level == Deflater.BEST_SPEED ? FASTEST : 0;
    return new byte[] {0x1f, (byte) 0x8b, DEFLATE, 0, 0, 0, 0, 0, extra, SYSTEM_UNKNOWN};
  }

  private byte[] trailer() {
    return ByteBuffer.allocate(8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) crc.getValue())
        .putInt((int) deflater.getBytesRead())
        .array();
  }

  @Override
  public void close() throws IOException {
    try (plain) {
      super.close();
    } finally {
      deflater.end();
    }
  }
}
