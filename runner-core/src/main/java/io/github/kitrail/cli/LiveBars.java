package io.github.kitrail.cli;

import io.github.kitrail.cli.Transfers.Running;
import java.io.PrintStream;
import java.util.Collection;

/**
 * A bar for each of the first running blobs and a line for all of them, drawn again in place. The
 * terminal itself cuts what is too wide (DECAWM off), so that the number of lines is known whatever
 * its width.
 */
final class LiveBars {
  private static final String ESCAPE = "\u001b[";
  private static final String NO_WRAP = ESCAPE + "?7l";
  private static final String WRAP = ESCAPE + "?7h";
  private static final String CLEAR_BELOW = ESCAPE + "J";
  private static final int MOST_BARS = 6;
  private static final int BAR_WIDTH = 20;

  private final PrintStream err;
  private int lines;

  LiveBars(PrintStream err) {
    this.err = err;
  }

  void draw(Collection<Running> running, String total) {
    StringBuilder text = new StringBuilder(back()).append(NO_WRAP);
    lines = 0;
    for (Running blob : running) {
      if (lines == MOST_BARS) {
        break;
      }
      text.append(bar(blob)).append("\r\n");
      lines++;
    }
    int more = running.size() - lines;
    text.append("  ").append(total).append(more > 0 ? ", " + more + " more beside" : "");
    text.append(WRAP).append("\r\n");
    lines++;
    err.print(text);
    err.flush();
  }

  /** Gone, as if it had never been there. */
  void clear() {
    if (lines > 0) {
      err.print(back());
      err.flush();
      lines = 0;
    }
  }

  private String back() {
    return lines == 0 ? "" : "\r" + ESCAPE + lines + "A" + CLEAR_BELOW;
  }

  private static String bar(Running blob) {
    if (blob.size <= 0) {
      return "  " + Bytes.decimal(blob.done) + "  " + blob.label;
    }
    int full = (int) (Math.min(blob.done, blob.size) * BAR_WIDTH / blob.size);
    long percent = Math.min(blob.done, blob.size) * 100 / blob.size;
    return "["
        + "#".repeat(full)
        + ".".repeat(BAR_WIDTH - full)
        + "] "
        + " ".repeat(percent < 10 ? 2 : percent < 100 ? 1 : 0)
        + percent
        + "% "
        + blob.label;
  }
}
