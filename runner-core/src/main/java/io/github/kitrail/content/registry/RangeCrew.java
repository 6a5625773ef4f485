package io.github.kitrail.content.registry;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.TransientException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Threads that fetch the ranges of one blob ahead of whoever reads them in order. */
final class RangeCrew implements AutoCloseable {
  /** Asks for a range. */
  @FunctionalInterface
  interface Opener {
    /**
     * @return null when the server does not give this range
     */
    @Nullable InputStream open(long from, int length) throws IOException, KitrailException;
  }

  private record Segment(byte[] bytes, int length) {}

  private final Opener opener;
  private final int segment;
  private final int count;
  private final long start;
  private final long end;
  private final Runnable onClose;
  private final ExecutorService threads;
  private final Deque<Future<@Nullable Segment>> ahead = new ArrayDeque<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private long next;
  private @Nullable Segment current;
  private int at;

  /**
   * @param count how many segments may be in memory: one is read while the others arrive
   * @param start where the first range begins
   * @param end the blob's size
   * @param onClose runs once
   */
  RangeCrew(Opener opener, int segment, int count, long start, long end, Runnable onClose) {
    this.opener = opener;
    this.segment = segment;
    this.start = start;
    this.next = start;
    this.end = end;
    this.onClose = onClose;
    this.threads =
        Executors.newFixedThreadPool(
            count,
            work -> {
              Thread thread = new Thread(work, "kitrail-range");
              thread.setDaemon(true);
              return thread;
            });
    this.count = count;
    fetch(new byte[segment]);
  }

  long start() {
    return start;
  }

  /**
   * Waits for the first range; if it comes, asks for more.
   *
   * @return false when the server gives none
   * @throws IOException when it could not be fetched
   */
  boolean begins() throws IOException {
    current = take();
    for (int i = 1; i < count && current != null; i++) {
      fetch(new byte[segment]);
    }
    return current != null;
  }

  int read(byte[] buffer, int offset, int length) throws IOException {
    Segment open = current;
    if (open != null && at == open.length()) {
      open = following(open);
      current = open;
      at = 0;
    }
    if (open == null) {
      return -1;
    }
    int n = Math.min(length, open.length() - at);
    System.arraycopy(open.bytes(), at, buffer, offset, n);
    at += n;
    return n;
  }

  private @Nullable Segment following(Segment read) throws IOException {
    if (closed.get()) {
      throw new InterruptedIOException("cancelled");
    }
    fetch(read.bytes());
    if (ahead.isEmpty()) {
      return null;
    }
    Segment taken = take();
    if (taken == null) {
      throw new TransientException("the registry stopped giving ranges", null);
    }
    return taken;
  }

  private void fetch(byte[] buffer) {
    long from = next;
    int length = (int) Math.min(segment, end - from);
    if (length <= 0) {
      return;
    }
    next += length;
    ahead.add(threads.submit(() -> fetch(buffer, from, length)));
  }

  private @Nullable Segment fetch(byte[] buffer, long from, int length)
      throws IOException, KitrailException {
    try (InputStream in = opener.open(from, length)) {
      if (in == null) {
        return null;
      }
      // The read after the last byte gives the connection back.
      if (in.readNBytes(buffer, 0, length) < length || in.read() >= 0) {
        throw new TransientException("a range is not as long as it was said to be", null);
      }
      return new Segment(buffer, length);
    }
  }

  private @Nullable Segment take() throws IOException {
    try {
      return ahead.remove().get();
    } catch (InterruptedException | CancellationException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("cancelled").initCause(e);
    } catch (ExecutionException e) {
      throw RangedInputStream.failure(e.getCause());
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      threads.shutdownNow();
      onClose.run();
    }
  }
}
