package io.github.kitrail.pipeline;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Listener;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Runs the stages of a run one after the other and keeps what became of each. */
final class Stages {
  /** What one stage does. */
  @FunctionalInterface
  interface Step<T> {
    T run() throws KitrailException;
  }

  private final Clock clock;
  private final Listener listener;
  private final List<RunReport.Stage> done = new ArrayList<>();

  Stages(Clock clock, Listener listener) {
    this.clock = clock;
    this.listener = listener;
  }

  <T> T run(String name, Step<T> step) throws KitrailException {
    long began = clock.millis();
    listener.note(name);
    boolean passed = false;
    try {
      T result = step.run();
      passed = true;
      return result;
    } finally {
      add(name, passed ? "passed" : "failed", (clock.millis() - began) / 1000.0);
    }
  }

  void skip(String name) {
    add(name, "skipped", 0);
  }

  private void add(String name, String status, double seconds) {
    done.add(new RunReport.Stage(name, status, seconds));
  }

  List<RunReport.Stage> done() {
    return List.copyOf(done);
  }
}
