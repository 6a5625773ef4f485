package io.github.kitrail.content.folder;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A piece of a gzip member that is compressed on its own, with the bytes before it as dictionary.
 * Its buffers are used again for further pieces.
 */
final class GzipBlock {
  /** As much as deflate looks back. */
  private static final int WINDOW = 32 * 1024;

  /** Large enough that the cut costs next to nothing, small enough for many at once. */
  static final int BYTES = 256 * 1024;

  private final Deflater deflater;
  private final byte[] input = new byte[WINDOW + BYTES];
  // Stored blocks and the mark of a flush are all that deflate can add.
  private byte[] output = new byte[BYTES + BYTES / 256 + 128];
  private int dictionary;
  private int length;
  private int compressed;

  GzipBlock(int level) {
    this.deflater = new Deflater(level, true);
  }

  /**
   * Takes the next bytes.
   *
   * @param window the bytes before, to look back to; those before the next block afterwards
   * @return whether these were the last ones
   */
  boolean fill(InputStream plain, Window window, CRC32 crc) throws IOException {
    dictionary = window.length;
    System.arraycopy(window.bytes, 0, input, 0, dictionary);
    length = plain.readNBytes(input, dictionary, BYTES);
    crc.update(input, dictionary, length);
    window.length = Math.min(WINDOW, dictionary + length);
    System.arraycopy(input, dictionary + length - window.length, window.bytes, 0, window.length);
    return length < BYTES;
  }

  /** What a block leaves for the next one to look back to. */
  static final class Window {
    private final byte[] bytes = new byte[WINDOW];
    private int length;
  }

  /** Ends on a whole byte, so that the next block's bytes can follow. */
  GzipBlock compress(boolean last) {
    deflater.reset();
    if (dictionary > 0) {
      deflater.setDictionary(input, 0, dictionary);
    }
    deflater.setInput(input, dictionary, length);
    if (last) {
      deflater.finish();
    }
    compressed = 0;
    int flush = last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
    while (true) {
      compressed += deflater.deflate(output, compressed, output.length - compressed, flush);
      if (compressed < output.length) {
        return this;
      }
      output = Arrays.copyOf(output, output.length + BYTES);
    }
  }

  /** Bytes before compression. */
  int length() {
    return length;
  }

  byte[] output() {
    return output;
  }

  /** So many bytes of the output count. */
  int compressed() {
    return compressed;
  }

  void end() {
    deflater.end();
  }
}
