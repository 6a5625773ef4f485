package io.github.kitrail.inference.structure;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How much memory a zip file's directory would take, which Java reads as a whole. */
final class ZipDirectory {
  private static final int END_BYTES = 22;
  private static final int LONGEST_COMMENT = 65_535;
  private static final int END_MARK = 0x06054b50;
  private static final int MOST_BYTES = 64 << 20;

  private ZipDirectory() {}

  /** False for one that is too large, as are those with sizes of 64 bits. */
  static boolean isSmall(CheckedFile zip) throws IOException {
    int length = (int) Math.min(zip.size(), END_BYTES + LONGEST_COMMENT);
    byte[] tail = new byte[length];
    try (RandomAccessFile file = new RandomAccessFile(zip.file().toFile(), "r")) {
      file.seek(zip.size() - length);
      file.readFully(tail);
    }
    ByteBuffer bytes = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = length - END_BYTES; at >= 0; at--) {
      if (bytes.getInt(at) == END_MARK) {
        long directory = Integer.toUnsignedLong(bytes.getInt(at + 12));
        return directory <= MOST_BYTES;
      }
    }
    return true; // no zip file, which is told when it is opened
  }
}
