package io.github.kitrail.content.registry;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** What all blobs that are fetched in ranges share: the memory, and who gives no ranges. */
final class Ranges {
  private static final int FEWEST = 2;

  private final RangeOptions options;
  private final Semaphore segments;
  private final Set<String> without = ConcurrentHashMap.newKeySet();

  Ranges(RangeOptions options) {
    this.options = options;
    this.segments = new Semaphore(options.atOnce());
  }

  RangeOptions options() {
    return options;
  }

  /**
   * Takes all segments that are free.
   *
   * @param host a registry's
   * @return how many; 0 when it is not worth it
   */
  int take(String host) {
    if (without.contains(host)) {
      return 0;
    }
    int taken = segments.drainPermits();
    if (taken < FEWEST) {
      give(taken);
      return 0;
    }
    return taken;
  }

  void give(int taken) {
    segments.release(taken);
  }

  /** This registry gives no ranges, or others than it is asked for. */
  void remember(String host) {
    without.add(host);
  }
}
