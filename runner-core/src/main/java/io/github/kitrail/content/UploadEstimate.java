package io.github.kitrail.content;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Looks at how fast a blob goes, and says as soon as it cannot be there within the time that the
 * registry gives one upload.
 */
final class UploadEstimate extends FilterInputStream {
  /** The first seconds say little: buffers fill, connections warm up. */
  private static final double SETTLED_SECONDS = 10;

  private final long size;
  private final Duration most;
  private final LongSupplier nanos;
  private final Consumer<Duration> tooSlow;
  private final long began;
  private long done;
  private boolean told;

  /**
   * @param size of the whole, in bytes
   * @param tooSlow hears once how long it will take
   */
  UploadEstimate(
      InputStream in, long size, Duration most, LongSupplier nanos, Consumer<Duration> tooSlow) {
    super(in);
    this.size = size;
    this.most = most;
    this.nanos = nanos;
    this.tooSlow = tooSlow;
    this.began = nanos.getAsLong();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = super.read(buffer, offset, length);
    if (n > 0 && !told) {
      done += n;
      look();
    }
    return n;
  }

  private void look() {
    double seconds = (nanos.getAsLong() - began) / 1e9;
    if (seconds >= SETTLED_SECONDS && seconds * size / done > most.toSeconds()) {
      told = true;
      tooSlow.accept(Duration.ofSeconds(Math.round(seconds * size / done)));
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
