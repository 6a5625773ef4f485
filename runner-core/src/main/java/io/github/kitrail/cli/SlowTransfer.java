package io.github.kitrail.cli;

import org.jspecify.annotations.Nullable;

/** Notices a slow or silent connection, and says so at most once a minute. */
final class SlowTransfer {
  private static final long WINDOW_MILLIS = 30_000;
  private static final long AGAIN_MILLIS = 60_000;
  private static final double SLOW_BYTES_PER_SECOND = 1_000_000;

  private final RateWindow rate = new RateWindow(WINDOW_MILLIS);
  private long told = Long.MIN_VALUE / 2;

  void start(long now) {
    rate.start(now);
  }

  void move(long bytes, long now) {
    rate.add(now, bytes);
  }

  /**
   * @param route such as {@code from A to B}
   * @return a sentence, or null when all is well or it was said a moment ago
   */
  @Nullable String look(Transfers transfers, String route, long now) {
    if (!transfers.isIncomplete() || !rate.isFull(now) || now - told < AGAIN_MILLIS) {
      return null;
    }
    double bytesPerSecond = rate.bytesPerSecond(now);
    if (bytesPerSecond >= SLOW_BYTES_PER_SECOND) {
      return null;
    }
    told = now;
    String left = Bytes.decimal(transfers.size() - transfers.done());
    if (bytesPerSecond < 1) {
      return "nothing has moved "
          + route
          + " for "
          + WINDOW_MILLIS / 1000
          + " s, "
          + left
          + " are left; Kitrail waits and tries again, Ctrl-C ends it";
    }
    String time = transfers.timeLeft(bytesPerSecond);
    return "only "
        + Bytes.decimal(Math.round(bytesPerSecond))
        + "/s "
        + route
        + "; "
        + left
        + " are left"
        + (time == null ? "" : ", about " + time);
  }
}
