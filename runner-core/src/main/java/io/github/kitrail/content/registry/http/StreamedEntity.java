package io.github.kitrail.content.registry.http;

import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** Sends a body in blocks of 64 KB, watched for a server that takes no more bytes. */
final class StreamedEntity extends AbstractHttpEntity {
  private static final int BLOCK = 64 * 1024;
  // Below this a lost body costs less than the extra round trip of asking first.
  private static final long WORTH_ASKING_FIRST = 1024 * 1024;

  private final RequestBody body;
  private final StallGuard.Watch watch;

  StreamedEntity(RequestBody body, StallGuard.Watch watch) {
    super((String) null, null, body.length() < 0);
    this.body = body;
    this.watch = watch;
  }

  /** Whether to wait for "100 Continue", so that a 401 or 413 comes before gigabytes were sent. */
  static boolean shouldAskFirst(RequestBody body) {
    return body.length() < 0 || body.length() >= WORTH_ASKING_FIRST;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (InputStream in = open()) {
      byte[] block = new byte[blockSize()];
      long sent = 0;
      for (int n = read(in, block); n >= 0; n = read(in, block)) {
        sent += n;
        if (Thread.currentThread().isInterrupted()) {
          throw new SourceFailure(new InterruptedIOException("cancelled"));
        }
        if (body.length() >= 0 && sent > body.length()) {
          throw new SourceFailure(wrongLength("more than"));
        }
        watch.begin();
        out.write(block, 0, n);
        watch.end();
      }
      if (body.length() >= 0 && sent < body.length()) {
        throw new SourceFailure(wrongLength("only " + sent + " of"));
      }
    } finally {
      watch.end();
    }
  }

  private int blockSize() {
    return body.length() < 0 ? BLOCK : (int) Math.max(1, Math.min(BLOCK, body.length()));
  }

  private InputStream open() throws SourceFailure {
    try {
      return body.open();
    } catch (IOException | KitrailException e) {
      throw new SourceFailure(e);
    }
  }

  private static int read(InputStream in, byte[] block) throws SourceFailure {
    try {
      return in.read(block);
    } catch (IOException e) {
      throw new SourceFailure(e);
    }
  }

  private IOException wrongLength(String found) {
    return new IOException(
        "the content has " + found + " the " + body.length() + " bytes expected");
  }

  @Override
  public long getContentLength() {
    return body.length();
  }

  /** Large content is never sent anew behind our back. */
  @Override
  public boolean isRepeatable() {
    return body.isInMemory();
  }

  @Override
  public boolean isStreaming() {
    return false;
  }

  @Override
  public InputStream getContent() {
    throw new UnsupportedOperationException("only writeTo is used");
  }

  @Override
  public void close() {
    // The stream is opened and closed by writeTo.
  }
}
