package io.github.kitrail.content.folder;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Streams one after the other, each made when it is its turn. */
abstract class ChainedInputStream extends InputStream {
  private @Nullable InputStream current;
  private boolean ended;

  /** The next stream; null at the end. */
  abstract @Nullable InputStream next() throws IOException;

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (!ended && length > 0) {
      InputStream stream = current == null ? next() : current;
      if (stream == null) {
        ended = true;
        break;
      }
      current = stream;
      int n = stream.read(buffer, offset, length);
      if (n >= 0) {
        return n;
      }
      stream.close();
      current = null;
    }
    return length == 0 ? 0 : -1;
  }

  @Override
  public void close() throws IOException {
    ended = true;
    if (current != null) {
      current.close();
      current = null;
    }
  }
}
