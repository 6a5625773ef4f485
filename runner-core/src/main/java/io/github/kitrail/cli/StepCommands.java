package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import java.util.ArrayList;
import java.util.List;

/** Runs more commands within a step, with its logins and its options about places. */
record StepCommands(Runner runner, List<String> options) {
  /** Runs one command line. */
  @FunctionalInterface
  interface Runner {
    int run(CommandLog log, List<String> arguments);
  }

  /**
   * The result of one.
   *
   * @param command its name and options of its own
   * @throws KitrailException why it has none
   */
  <T> T result(Class<T> type, List<String> command, String... parameters) throws KitrailException {
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(options);
    // What follows is no option, whatever it begins with.
    arguments.add("--");
    arguments.addAll(List.of(parameters));
    KeptLog log = new KeptLog();
    runner.run(log, arguments);
    return log.result(type);
  }
}
