package io.github.kitrail.cli;

import io.github.kitrail.operations.Pauses;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/**
 * What a process has: results go to out, progress and messages to err.
 *
 * @param commands where the CI system reads commands, as a rule the same as err; what others wrote
 *     must not get there
 * @param interactive whether err is a terminal that can redraw a line
 */
public record Terminal(
    Map<String, String> env,
    InputStream in,
    PrintStream out,
    PrintStream err,
    PrintStream commands,
    Clock clock,
    Pauses pauses,
    boolean interactive) {

  /** One whose messages may hold commands. */
  Terminal(
      Map<String, String> env,
      InputStream in,
      PrintStream out,
      PrintStream err,
      Clock clock,
      Pauses pauses,
      boolean interactive) {
    this(env, in, out, err, err, clock, pauses, interactive);
  }

  static Terminal ofProcess() {
    Map<String, String> env = System.getenv();
    boolean interactive =
        System.console() != null
            && env.get("CI") == null
            && !"dumb".equals(env.get("TERM"))
            && env.get("TERM") != null;
    return new Terminal(
        env, System.in, System.out, System.err, Clock.systemUTC(), Pauses.SLEPT, interactive);
  }
}
