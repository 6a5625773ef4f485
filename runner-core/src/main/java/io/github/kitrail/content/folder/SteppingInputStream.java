package io.github.kitrail.content.folder;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Source;
import io.github.kitrail.content.VerificationException;
import io.github.kitrail.modelkit.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a blob, of which large pieces can be stepped over: they are not fetched. Nothing is
 * verified.
 */
final class SteppingInputStream extends InputStream {
  /** Less is sooner read than asked for anew. */
  private static final long WORTH_ASKING = 1024 * 1024;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Source from;
  private final Descriptor blob;
  private @Nullable InputStream in;
  private long inAt;
  private long position;
  private long fetched;

  SteppingInputStream(Source from, Descriptor blob) {
    this.from = from;
    this.blob = blob;
  }

  /** Bytes that were read, those stepped over not among them. */
  long fetched() {
    return fetched;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (position >= blob.size()) {
      return -1;
    }
    int n = atPosition().read(buffer, offset, length);
    if (n > 0) {
      position += n;
      inAt += n;
      fetched += n;
    }
    return n;
  }

  private InputStream atPosition() throws IOException {
    InputStream open = in;
    if (open != null && position - inAt > WORTH_ASKING) {
      close();
      open = null;
    }
    if (open == null) {
      try {
        open = from.open(blob, position);
      } catch (KitrailException e) {
        throw new VerificationException(e);
      }
      in = open;
      inAt = position;
    }
    byte[] over = new byte[(int) Math.min(BUFFER_BYTES, position - inAt)];
    while (inAt < position) {
      int n = open.read(over, 0, (int) Math.min(over.length, position - inAt));
      if (n < 0) {
        return InputStream.nullInputStream();
      }
      inAt += n;
      fetched += n;
    }
    return open;
  }

  /** Costs nothing, however much it is. */
  @Override
  public long skip(long n) {
    long stepped = Math.max(0, Math.min(n, blob.size() - position));
    position += stepped;
    return stepped;
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
