package io.github.kitrail.operations;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Passes lines on, but not without end: the log of a server is a file that nobody rotates. */
final class DevLog implements Consumer<String> {
  private static final int MOST_LINES = 50_000;

  private final Consumer<String> to;
  private final AtomicInteger lines = new AtomicInteger();

  DevLog(Consumer<String> to) {
    this.to = to;
  }

  @Override
  public void accept(String line) {
    int number = lines.incrementAndGet();
    if (number < MOST_LINES) {
      to.accept(line);
    } else if (number == MOST_LINES) {
      to.accept("no more is written here; start the server anew for more");
    }
  }
}
