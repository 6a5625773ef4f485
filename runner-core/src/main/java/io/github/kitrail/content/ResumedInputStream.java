package io.github.kitrail.content;

import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A blob that survives cuts: when the source fails in the middle, it is opened again where it was
 * left. Only tries that bring hardly a byte count, so that a connection that dies every few
 * gigabytes still brings all of them.
 */
final class ResumedInputStream extends InputStream {
  /** Bytes that make a try a good one; a server that sends a few each time would never end. */
  private static final long ENOUGH = 512 * 1024;

  private final Source from;
  private final Descriptor blob;
  private final String what;
  private final Retry retry;
  private final Consumer<String> onRetry;
  private @Nullable InputStream in;
  private long position;
  private final boolean resumes;
  private boolean resumed;
  private int failures;
  private long failedAt;

  /**
   * @param offset where to begin
   * @param resumes false when all shall come from one answer
   * @param what completes "Could not …"
   * @param onRetry hears why it has to be opened again
   */
  ResumedInputStream(
      Source from,
      Descriptor blob,
      long offset,
      boolean resumes,
      String what,
      Retry retry,
      Consumer<String> onRetry) {
    this.from = from;
    this.blob = blob;
    this.what = what;
    this.retry = retry;
    this.onRetry = onRetry;
    this.position = offset;
    this.resumes = resumes;
  }

  /** Asks for it now, rather than when it is read. */
  ResumedInputStream opened() throws IOException, KitrailException {
    in = from.open(blob, position);
    return this;
  }

  /** Whether its bytes come from more than one answer. */
  boolean resumed() {
    return resumed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (true) {
      try {
        return tryToRead(buffer, offset, length);
      } catch (VerificationException | InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        resume(e);
      } catch (KitrailException e) {
        throw new VerificationException(e);
      }
    }
  }

  private int tryToRead(byte[] buffer, int offset, int length)
      throws IOException, KitrailException {
    InputStream open = in;
    if (open == null && position > 0 && position == blob.size()) {
      return -1;
    }
    if (open == null) {
      open = from.open(blob, position);
      in = open;
    }
    int n = open.read(buffer, offset, length);
    if (n > 0) {
      position += n;
    } else if (n < 0 && position < blob.size()) {
      throw new TransientException(
          from.name()
              + " ended "
              + blob.digest()
              + " after "
              + position
              + " of "
              + blob.size()
              + " bytes",
          null);
    }
    return n;
  }

  private void resume(IOException failure) throws IOException {
    if (!resumes) {
      throw failure;
    }
    resumed = true;
    close();
    failures = position - failedAt >= ENOUGH ? 1 : failures + 1;
    failedAt = position;
    try {
      retry.afterFailure(failures, what, onRetry, failure);
    } catch (KitrailException e) {
      throw new VerificationException(e);
    }
  }

  @Override
  public void close() throws IOException {
    InputStream open = in;
    in = null;
    if (open != null) {
      open.close();
    }
  }
}
