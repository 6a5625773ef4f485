package io.github.kitrail.environment;

import java.util.concurrent.atomic.AtomicBoolean;

/** A group whose end is marked once, however often it is closed. */
final class ClosingOnce implements LogGroup {
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final Runnable end;

  ClosingOnce(Runnable end) {
    this.end = end;
  }

  @Override
  public void close() {
    if (open.getAndSet(false)) {
      end.run();
    }
  }
}
