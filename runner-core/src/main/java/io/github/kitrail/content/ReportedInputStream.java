package io.github.kitrail.content;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** Tells a listener what passes, and ends when its thread is interrupted. */
final class ReportedInputStream extends FilterInputStream {
  private final TransferListener listener;
  private final String label;

  ReportedInputStream(InputStream in, TransferListener listener, String label) {
    super(in);
    this.listener = listener;
    this.label = label;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("cancelled");
    }
    int n = super.read(buffer, offset, length);
    if (n > 0) {
      listener.moved(label, n);
    }
    return n;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
