package io.github.kitrail.content;

import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/**
 * Writes a stream into a file. A failure of the stream stays an {@link IOException}, which may
 * pass; a failure of the disk does not pass.
 */
public final class NewFile {
  /**
   * Larger writes make Linux look for larger pieces of free memory, which in a virtual machine its
   * host may have to find first: four gigabytes took twice as long with 64 KiB.
   */
  public static final int BUFFER_BYTES = 16 * 1024;

  private NewFile() {}

  /**
   * Reads the stream to its end.
   *
   * @param path the file behind the channel, for messages
   * @return the number of bytes
   * @throws IOException what the stream threw
   * @throws KitrailException NO_SPACE, TRANSFER_FAILED, CANCELLED
   */
  public static long fill(WritableByteChannel file, Path path, InputStream content)
      throws IOException, KitrailException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long count = 0;
    int n = 0;
    while (n >= 0) {
      int filled = 0;
      try {
        // Full ones, whatever the stream's pieces: a page that is written in parts costs twice.
        for (n = 0; n >= 0 && filled < buffer.length; filled += Math.max(0, n)) {
          n = content.read(buffer, filled, buffer.length - filled);
        }
      } finally {
        // What came before a failure as well: the next try goes on there.
        write(file, path, ByteBuffer.wrap(buffer, 0, filled));
      }
      count += filled;
    }
    return count;
  }

  private static void write(WritableByteChannel file, Path path, ByteBuffer bytes)
      throws KitrailException {
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException e) {
      throw DiskFailure.of("write " + path, e);
    }
  }
}
