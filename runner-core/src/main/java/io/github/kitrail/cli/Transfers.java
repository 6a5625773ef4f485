package io.github.kitrail.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of a command's transfers: what runs now, and what was moved in all. */
final class Transfers {
  private static final long RATE_MILLIS = 10_000;

  /** One blob on its way. */
  static final class Running {
    final String label;
    final long size;
    long done;

    Running(String label, long size) {
      this.label = label;
      this.size = size;
    }

    /** Whether bytes of it are known to be missing. */
    boolean isIncomplete() {
      return done < size;
    }
  }

  private final Map<String, Running> running = new LinkedHashMap<>();
  private final RateWindow rate = new RateWindow(RATE_MILLIS);
  private long began;
  private long batchDone;
  private long batchSize;
  private long activeMillis;
  private long moved;
  private long skipped;
  private int retries;

  /**
   * @return whether nothing else was running
   */
  boolean start(String label, long size, long now) {
    boolean first = running.isEmpty();
    if (first) {
      began = now;
      batchDone = 0;
      batchSize = 0;
      rate.start(now);
    }
    Running previous = running.put(label, new Running(label, size));
    if (previous == null) {
      batchSize += Math.max(0, size);
    } else {
      batchDone -= previous.done;
    }
    return first;
  }

  void move(String label, long bytes, long now) {
    Running blob = running.get(label);
    if (blob != null) {
      blob.done += bytes;
      batchDone += bytes;
    }
    moved += bytes;
    rate.add(now, bytes);
  }

  /** Bytes that an earlier try has left need not move. */
  void keep(String label, long bytes) {
    Running blob = running.get(label);
    if (blob != null) {
      blob.done += bytes;
      batchDone += bytes;
    }
    skipped += bytes;
  }

  void finish(String label, long now) {
    if (running.remove(label) != null && running.isEmpty()) {
      activeMillis += now - began;
    }
  }

  void skip(long size) {
    skipped += size;
  }

  void retry() {
    retries++;
  }

  Collection<Running> running() {
    return running.values();
  }

  boolean isIncomplete() {
    return running.values().stream().anyMatch(Running::isIncomplete);
  }

  /** Of the blobs that run now, and of those that have run beside them. */
  long done() {
    return batchDone;
  }

  /** As far as sizes are known. */
  long size() {
    return Math.max(batchSize, batchDone);
  }

  double bytesPerSecond(long now) {
    return rate.bytesPerSecond(now);
  }

  /** What is left at the rate of now, such as {@code 12 s}; null when nobody knows. */
  @Nullable String timeLeft(double bytesPerSecond) {
    long left = batchSize - batchDone;
    return left <= 0 || bytesPerSecond < 1 ? null : Durations.format(left / bytesPerSecond);
  }

  long moved() {
    return moved;
  }

  long skipped() {
    return skipped;
  }

  int retries() {
    return retries;
  }

  /** Seconds in which anything ran. */
  double activeSeconds(long now) {
    return (activeMillis + (running.isEmpty() ? 0 : now - began)) / 1000.0;
  }
}
