package io.github.kitrail.content.registry.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** The body of an answer; a failure to read it says which host it was and what happened. */
final class AnswerStream extends FilterInputStream {
  private final Cancellable request;
  private final ClassicHttpResponse response;
  private final Origin origin;
  private final HttpFailures failures;
  private long count;
  private boolean ended;

  AnswerStream(
      InputStream in,
      Cancellable request,
      ClassicHttpResponse response,
      Origin origin,
      HttpFailures failures) {
    super(in);
    this.request = request;
    this.response = response;
    this.origin = origin;
    this.failures = failures;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    // Sockets do not notice an interrupt; between two reads somebody must.
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("cancelled");
    }
    try {
      int n = in.read(buffer, offset, length);
      ended = n < 0;
      count += Math.max(0, n);
      return n;
    } catch (IOException e) {
      throw failures.whileReading(e, origin, count);
    }
  }

  @Override
  public long skip(long n) throws IOException {
    return readNBytes((int) Math.min(n, 64 * 1024)).length;
  }

  @Override
  public int available() {
    return 0;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Does not read the rest, which may be gigabytes: the connection is given up with it. */
  @Override
  public void close() throws IOException {
    if (ended) {
      response.close();
      return;
    }
    ended = true;
    request.cancel();
    try {
      // Closing alone would read to the end, to keep the connection.
      response.close();
    } catch (IOException e) {
      // The connection was cut a moment ago.
    }
  }
}
