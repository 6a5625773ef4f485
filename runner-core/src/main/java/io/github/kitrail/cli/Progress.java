package io.github.kitrail.cli;

import io.github.kitrail.operations.Listener;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Shows a transfer: on a terminal live bars, in a log a plain line every few seconds with bytes,
 * rate and time left. Quick transfers print nothing but their warnings. At the end one line says
 * what was moved. A slow or silent connection is told.
 */
final class Progress implements Listener {
  private static final long LOG_EVERY_MILLIS = 5_000;
  private static final long DRAW_EVERY_MILLIS = 100;
  private static final long WORTH_TELLING_BYTES = 1_000_000;

  private final PrintStream err;
  private final boolean quiet;
  private final LongSupplier millis;
  private final Consumer<String> warnings;
  private final Transfers transfers = new Transfers();
  private final SlowTransfer slow = new SlowTransfer();
  private final @Nullable LiveBars bars;
  private String route = "";
  private long shown;
  private long worked;

  Progress(PrintStream err, boolean interactive, boolean quiet, LongSupplier millis) {
    this(err, interactive, quiet, millis, message -> err.println("warning: " + message));
  }

  /**
   * @param warnings who is told of what must not be overlooked
   */
  Progress(
      PrintStream err,
      boolean interactive,
      boolean quiet,
      LongSupplier millis,
      Consumer<String> warnings) {
    this.err = err;
    this.warnings = warnings;
    this.bars = interactive ? new LiveBars(err) : null;
    this.quiet = quiet;
    this.millis = millis;
  }

  @Override
  public synchronized void transferring(String from, String to) {
    route = "from " + from + " to " + to;
  }

  @Override
  public synchronized void started(String label, long size) {
    long now = millis.getAsLong();
    if (transfers.start(label, size, now)) {
      slow.start(now);
      shown = now;
    }
  }

  @Override
  public synchronized void moved(String label, long bytes) {
    long now = millis.getAsLong();
    transfers.move(label, bytes, now);
    slow.move(bytes, now);
    show(now);
  }

  @Override
  public synchronized void kept(String label, long bytes) {
    transfers.keep(label, bytes);
  }

  @Override
  public synchronized void finished(String label) {
    transfers.finish(label, millis.getAsLong());
    if (transfers.running().isEmpty()) {
      clear();
    }
  }

  @Override
  public synchronized void skipped(String label, long size, String reason) {
    transfers.skip(size);
  }

  @Override
  public synchronized void retrying(String label, String reason) {
    transfers.retry();
    say("trying " + label + " again: " + reason);
  }

  @Override
  public synchronized void warned(String message) {
    clear();
    warnings.accept(message);
  }

  @Override
  public synchronized void note(String message) {
    if (!quiet) {
      say(message);
      worked = millis.getAsLong();
    }
  }

  @Override
  public synchronized void working(String message) {
    long now = millis.getAsLong();
    if (quiet || now - worked < (bars == null ? LOG_EVERY_MILLIS : DRAW_EVERY_MILLIS)) {
      return;
    }
    worked = now;
    if (bars == null) {
      err.println(message);
    } else {
      bars.draw(List.of(), message);
    }
  }

  /** Time passes, also when no byte moves. */
  synchronized void tick() {
    if (!transfers.running().isEmpty()) {
      show(millis.getAsLong());
    }
  }

  /** The last line of a command. */
  synchronized void end() {
    clear();
    if (!quiet && transfers.moved() + transfers.skipped() >= WORTH_TELLING_BYTES) {
      err.println(summary());
    }
  }

  private String summary() {
    List<String> parts = new ArrayList<>();
    if (transfers.moved() > 0) {
      double seconds = transfers.activeSeconds(millis.getAsLong());
      parts.add(
          "Moved "
              + Bytes.decimal(transfers.moved())
              + " in "
              + Durations.format(seconds)
              + " ("
              + rate(transfers.moved() / Math.max(seconds, 0.001))
              + ")");
    } else {
      parts.add("Nothing had to move");
    }
    if (transfers.skipped() > 0) {
      parts.add(Bytes.decimal(transfers.skipped()) + " were there already");
    }
    if (transfers.retries() > 0) {
      parts.add(transfers.retries() == 1 ? "1 retry" : transfers.retries() + " retries");
    }
    return String.join(", ", parts) + ".";
  }

  /** A message between the progress lines. */
  private void say(String message) {
    clear();
    err.println(message);
  }

  private void show(long now) {
    String slowness = slow.look(transfers, route, now);
    if (slowness != null) {
      warned(slowness);
    }
    if (quiet || now - shown < (bars == null ? LOG_EVERY_MILLIS : DRAW_EVERY_MILLIS)) {
      return;
    }
    shown = now;
    double bytesPerSecond = transfers.bytesPerSecond(now);
    String left = transfers.timeLeft(bytesPerSecond);
    String figures =
        Bytes.decimal(transfers.done())
            + " of "
            + Bytes.decimal(transfers.size())
            + ", "
            + rate(bytesPerSecond)
            + (left == null ? "" : ", " + left + " left");
    if (bars != null) {
      bars.draw(transfers.running(), figures);
    } else {
      String labels =
          transfers.running().stream().map(blob -> blob.label).collect(Collectors.joining(", "));
      err.println(labels + ": " + figures);
    }
  }

  private static String rate(double bytesPerSecond) {
    return Bytes.decimal(Math.round(bytesPerSecond)) + "/s";
  }

  private void clear() {
    if (bars != null) {
      bars.clear();
    }
  }
}
