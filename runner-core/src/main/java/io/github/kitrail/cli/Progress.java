package io.github.kitrail.cli;

import io.github.kitrail.operations.Listener;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Shows a transfer: on a terminal one live line, in a log a plain line every few seconds with
 * bytes, rate and time left. Quick transfers print nothing but their warnings.
 */
final class Progress implements Listener {
  private static final long LOG_EVERY_MILLIS = 5_000;
  private static final long DRAW_EVERY_MILLIS = 100;

  private final PrintStream err;
  private final boolean interactive;
  private final boolean quiet;
  private final LongSupplier millis;
  private final Map<String, long[]> running = new LinkedHashMap<>();
  private long began;
  private long shown;
  private long done;
  private long expected;
  private boolean drawn;

  Progress(PrintStream err, boolean interactive, boolean quiet, LongSupplier millis) {
    this.err = err;
    this.interactive = interactive;
    this.quiet = quiet;
    this.millis = millis;
  }

  @Override
  public synchronized void started(String label, long size) {
    if (running.isEmpty()) {
      began = millis.getAsLong();
      shown = began;
      done = 0;
      expected = 0;
    }
    long[] previous = running.put(label, new long[] {0, Math.max(0, size)});
    if (previous == null) {
      expected += Math.max(0, size);
    } else {
      done -= previous[0];
    }
  }

  @Override
  public synchronized void moved(String label, long bytes) {
    long[] state = running.get(label);
    if (state != null) {
      state[0] += bytes;
      done += bytes;
    }
    long now = millis.getAsLong();
    if (!quiet && now - shown >= (interactive ? DRAW_EVERY_MILLIS : LOG_EVERY_MILLIS)) {
      shown = now;
      show(now);
    }
  }

  @Override
  public synchronized void finished(String label) {
    running.remove(label);
    if (running.isEmpty()) {
      clear();
    }
  }

  @Override
  public synchronized void retrying(String label, String reason) {
    say("trying " + label + " again: " + reason);
  }

  @Override
  public synchronized void warned(String message) {
    say("warning: " + message);
  }

  @Override
  public synchronized void note(String message) {
    if (!quiet) {
      say(message);
    }
  }

  /** A message between the progress lines. */
  private void say(String message) {
    clear();
    err.println(message);
  }

  private void show(long now) {
    double seconds = (now - began) / 1000.0;
    String left = expected > done && done > 0 ? ", " + left(seconds) + " left" : "";
    String total = expected > 0 ? " of " + Bytes.format(Math.max(expected, done)) : "";
    String line =
        String.join(", ", running.keySet())
            + ": "
            + Bytes.format(done)
            + total
            + ", "
            + Bytes.rate(done, seconds)
            + left;
    if (interactive) {
      err.print("\r\u001b[K" + (line.length() > 110 ? line.substring(0, 109) + "…" : line));
      err.flush();
      drawn = true;
    } else {
      err.println(line);
    }
  }

  private String left(double seconds) {
    long remaining = Math.round(seconds * (expected - done) / done);
    return remaining >= 90 ? remaining / 60 + " min" : remaining + " s";
  }

  private void clear() {
    if (drawn) {
      err.print("\r\u001b[K");
      err.flush();
      drawn = false;
    }
  }
}
