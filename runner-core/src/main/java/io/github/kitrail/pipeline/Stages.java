package io.github.kitrail.pipeline;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import java.util.ArrayList;
import java.util.List;

/** Runs the stages of a run one after the other and keeps what became of each. */
final class Stages {
  /** What one stage does. */
  @FunctionalInterface
  interface Step<T> {
    T run() throws KitrailException;
  }

  private final Context context;
  private final List<RunReport.Stage> done = new ArrayList<>();

  Stages(Context context) {
    this.context = context;
  }

  <T> T run(String name, Step<T> step) throws KitrailException {
    long began = context.clock().millis();
    boolean passed = false;
    try (Context.Part part = context.begin(name)) {
      T result = step.run();
      passed = true;
      return result;
    } finally {
      add(name, passed ? "passed" : "failed", (context.clock().millis() - began) / 1000.0);
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
