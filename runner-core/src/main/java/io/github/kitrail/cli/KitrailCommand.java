package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/**
 * What all commands do: build the context, run the operation, print its result, say the exit
 * status.
 */
abstract class KitrailCommand<R> implements Callable<Integer> {
  private final Terminal terminal;

  private @Nullable Consumer<Object> observer;

  @Mixin private final GlobalOptions global = new GlobalOptions();

  KitrailCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Options in, result out. */
  abstract R execute(Context context) throws KitrailException;

  /** The result for a person. */
  abstract void print(R result, PrintStream out);

  /**
   * The exit status of a result; a result can tell of a failure that is not an error of the
   * command.
   */
  int exitStatus(R result) {
    return 0;
  }

  @Override
  public final Integer call() throws KitrailException {
    R result;
    try (Session session = Session.open(global, terminal)) {
      result = execute(session.context());
    }
    if (observer != null) {
      observer.accept(result);
    }
    if (global.output == GlobalOptions.Output.JSON) {
      terminal.out().println(Json.write(result));
    } else {
      print(result, terminal.out());
    }
    return exitStatus(result);
  }

  /** From now on somebody else gets each result, too, and says why it is a failure. */
  void observe(Consumer<Object> by) {
    observer = by;
  }

  /** Whether somebody else tells the user of failures. */
  boolean isObserved() {
    return observer != null;
  }

  Terminal terminal() {
    return terminal;
  }

  GlobalOptions global() {
    return global;
  }
}
