package io.github.kitrail.operations;

import java.time.Duration;

/** How the pauses between tries are spent; a test spends none. */
@FunctionalInterface
public interface Pauses {
  /** Sleeps. */
  Pauses SLEPT = pause -> Thread.sleep(pause.toMillis());

  void spend(Duration pause) throws InterruptedException;
}
