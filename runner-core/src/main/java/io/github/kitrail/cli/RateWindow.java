package io.github.kitrail.cli;

import java.util.Arrays;

/** Bytes of the last seconds: what a connection does now, not what it did on average. */
final class RateWindow {
  private static final int BUCKETS = 20;

  private final long bucketMillis;
  private final long[] bytes = new long[BUCKETS];
  private long newest;
  private long began;

  RateWindow(long windowMillis) {
    this.bucketMillis = windowMillis / BUCKETS;
  }

  /** Forgets everything; the window grows from here. */
  void start(long now) {
    Arrays.fill(bytes, 0);
    began = now;
    newest = now / bucketMillis;
  }

  void add(long now, long count) {
    advance(now);
    bytes[(int) (newest % BUCKETS)] += count;
  }

  private void advance(long now) {
    long bucket = now / bucketMillis;
    if (bucket - newest >= BUCKETS) {
      Arrays.fill(bytes, 0);
      newest = bucket;
    }
    while (newest < bucket) {
      newest++;
      bytes[(int) (newest % BUCKETS)] = 0;
    }
  }

  /** Whether the window is as long as it gets. */
  boolean isFull(long now) {
    return now - began >= bucketMillis * BUCKETS;
  }

  double bytesPerSecond(long now) {
    advance(now);
    long sum = 0;
    for (long each : bytes) {
      sum += each;
    }
    long millis = Math.min(now - began, bucketMillis * (BUCKETS - 1) + now % bucketMillis);
    return sum * 1000.0 / Math.max(1, millis);
  }
}
