package io.github.kitrail.inference.structure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * HDF5, in which Keras kept models: whether the file is as long as it says, and Lambda layers.
 *
 * @see <a href="https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html">superblock</a>
 */
final class Hdf5Check implements FormatCheck {
  @Override
  public void check(CheckedFile file, Findings findings) throws IOException {
    long end = end(file.head());
    if (end < 0) {
      findings.fails(
          Expectations.whole("HDF5"), "its beginning is damaged, or newer than this program");
    } else if (end > file.size()) {
      findings.fails(
          Expectations.whole("HDF5"),
          "it says that it ends at byte " + end + ", but has " + file.size());
    } else {
      findings.holds(Expectations.whole("HDF5"), file.size() + " bytes");
    }
    try (InputStream in = file.open()) {
      LambdaSearch.report(LambdaSearch.finds(in), findings);
    }
  }

  /** Where the file says that it ends; -1 when it does not. */
  private static long end(byte[] head) {
    int version = head.length > 9 ? head[8] : -1;
    boolean old = version == 0 || version == 1;
    int width = old && head.length > 13 ? head[13] : version == 2 || version == 3 ? head[9] : 0;
    int addresses = old ? 24 + 4 * version : 12;
    // Before the end stand the base and the free space, or the base and the extension.
    int at = addresses + 2 * width;
    if ((width != 4 && width != 8) || head.length < at + width) {
      return -1;
    }
    ByteBuffer bytes = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    return width == 8 ? bytes.getLong(at) : Integer.toUnsignedLong(bytes.getInt(at));
  }
}
