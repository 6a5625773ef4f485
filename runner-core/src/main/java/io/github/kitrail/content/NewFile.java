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
  /** What Java's SHA-256 and the file system like best; larger ones only cost memory. */
  public static final int BUFFER_BYTES = 64 * 1024;

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
    for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
      write(file, path, ByteBuffer.wrap(buffer, 0, n));
      count += n;
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
