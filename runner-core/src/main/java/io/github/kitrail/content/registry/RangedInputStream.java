package io.github.kitrail.content.registry;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.TransientException;
import io.github.kitrail.content.VerificationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/**
 * A blob that comes over one connection as long as that is fast, and over several when it is not.
 * The one goes on until the first range is there, so that a server without ranges costs nothing.
 */
final class RangedInputStream extends InputStream {
  private static final long NANOS = 1_000_000_000L;

  /** Fewer segments than this are sooner there over the connection that is open. */
  private static final int WORTH_IT = 3;

  private final Ranges ranges;
  private final RangeOptions options;
  private final String host;
  private final RangeCrew.Opener opener;
  private final long end;
  private final InputStream plain;
  private long position;
  private long bytes;
  private long nanos;
  private boolean onRanges;
  private volatile @Nullable RangeCrew crew;
  private volatile boolean closed;

  /**
   * @param plain the blob from an offset on
   * @param position that offset
   * @param end the blob's size
   */
  RangedInputStream(
      Ranges ranges,
      String host,
      RangeCrew.Opener opener,
      InputStream plain,
      long position,
      long end) {
    this.ranges = ranges;
    this.options = ranges.options();
    this.host = host;
    this.opener = opener;
    this.plain = plain;
    this.position = position;
    this.end = end;
  }

  /** The stream itself when it is too short to be split. */
  static InputStream of(
      Ranges ranges,
      String host,
      RangeCrew.Opener opener,
      InputStream plain,
      long position,
      long end) {
    RangeOptions options = ranges.options();
    boolean splits =
        options.atOnce() > 1
            && end - position > options.after() + (long) WORTH_IT * options.segment();
    return splits ? new RangedInputStream(ranges, host, opener, plain, position, end) : plain;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    RangeCrew working = crew;
    if (working == null) {
      working = splitWhenSlow();
    }
    if (working != null && !onRanges && position == working.start()) {
      working = changeOver(working);
    }
    int n;
    if (onRanges && working != null) {
      n = working.read(buffer, offset, length);
    } else {
      long most = working == null ? length : Math.min(length, working.start() - position);
      n = readPlain(buffer, offset, (int) most);
    }
    position += Math.max(0, n);
    return n;
  }

  private int readPlain(byte[] buffer, int offset, int length) throws IOException {
    long began = System.nanoTime();
    int n = plain.read(buffer, offset, length);
    nanos += System.nanoTime() - began;
    bytes += Math.max(0, n);
    return n;
  }

  /** What waits for the disk or the hash is not slow: only time inside of reads counts. */
  private @Nullable RangeCrew splitWhenSlow() throws IOException {
    long left = end - position;
    if (bytes < options.after() || left < (long) WORTH_IT * options.segment()) {
      return null;
    }
    boolean slow = bytes * (double) NANOS < (double) options.slow() * nanos;
    bytes = 0;
    nanos = 0;
    int taken = slow ? ranges.take(host) : 0;
    if (taken == 0) {
      return null;
    }
    RangeCrew made =
        new RangeCrew(
            opener,
            options.segment(),
            taken,
            position + options.segment(),
            end,
            () -> ranges.give(taken));
    crew = made;
    if (closed) {
      made.close();
      throw new InterruptedIOException("cancelled");
    }
    return made;
  }

  /** From the open connection to the ranges, if there are any. */
  private @Nullable RangeCrew changeOver(RangeCrew working) throws IOException {
    try {
      if (working.begins()) {
        onRanges = true;
        plain.close();
        return working;
      }
      ranges.remember(host);
    } catch (TransientException | VerificationException e) {
      // The open connection may still bring the rest.
    }
    working.close();
    crew = null;
    return null;
  }

  /** May come from another thread than reads do. */
  @Override
  public void close() throws IOException {
    closed = true;
    RangeCrew working = crew;
    if (working != null) {
      working.close();
    }
    plain.close();
  }

  /** The failure of a range as a stream may throw it. */
  static IOException failure(@Nullable Throwable cause) {
    if (cause instanceof IOException io) {
      return io;
    }
    if (cause instanceof KitrailException domain) {
      return new VerificationException(domain);
    }
    return new IOException(String.valueOf(cause), cause);
  }
}
