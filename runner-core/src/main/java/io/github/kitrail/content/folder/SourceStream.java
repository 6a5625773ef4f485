package io.github.kitrail.content.folder;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what went wrong in the stream itself, so that a failure above it, in an archive, can be
 * told from that.
 */
final class SourceStream extends FilterInputStream {
  private @Nullable IOException failure;

  SourceStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    throwFailure();
    try {
      return super.read(buffer, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** Java's gzip reader looks for a second member only when it hears that there are bytes. */
  @Override
  public int available() {
    return 1;
  }

  /** Throws what the stream threw, if it did. */
  void throwFailure() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  /** Reads to the end, where the digest is checked. */
  void drain() throws IOException {
    transferTo(OutputStream.nullOutputStream());
  }
}
