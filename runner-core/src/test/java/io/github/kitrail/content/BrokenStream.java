package io.github.kitrail.content;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A connection that is cut after some bytes. */
public final class BrokenStream extends FilterInputStream {
  private int left;

  public BrokenStream(InputStream in, int left) {
    super(in);
    this.left = left;
  }

  @Override
  public int read() throws IOException {
    throw new IOException("read it in blocks");
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0) {
      throw new IOException("Connection reset");
    }
    int n = super.read(buffer, offset, Math.min(length, left));
    left -= Math.max(n, 0);
    return n;
  }
}
