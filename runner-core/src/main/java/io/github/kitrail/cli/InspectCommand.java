package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.Inspect;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The two commands that read one ModelKit's documents. */
abstract class InspectCommand extends KitrailCommand<Inspect.Result> {
  @Parameters(paramLabel = "REF", description = "[registry/]repository[:tag|@digest]")
  String reference = "";

  @Option(
      names = {"-r", "--remote"},
      description = "Asks the registry instead of the local store.")
  boolean remote;

  @Mixin private final ExpectedOptions expected = new ExpectedOptions();

  InspectCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Inspect.Result execute(Context context) throws KitrailException {
    return Inspect.run(
        new Inspect.Request(reference, remote, part(), expected.expected(context)), context);
  }

  /** The part of the Kitfile that is wanted; null for all. */
  @Nullable String part() {
    return null;
  }

  @Command(name = "inspect", description = "Shows a ModelKit's manifest and Kitfile as JSON.")
  static final class Documents extends InspectCommand {
    Documents(Terminal terminal) {
      super(terminal);
    }

    @Override
    void print(Inspect.Result result, PrintStream out) {
      out.println(Json.write(result));
    }
  }

  @Command(name = "info", description = "Shows a ModelKit's Kitfile.")
  static final class Info extends InspectCommand {
    @Option(
        names = {"-f", "--filter"},
        paramLabel = "FIELD",
        description = "Only this part of the Kitfile, such as model.parameters.")
    @Nullable String filter;

    Info(Terminal terminal) {
      super(terminal);
    }

    @Override
    @Nullable String part() {
      return filter;
    }

    @Override
    void print(Inspect.Result result, PrintStream out) {
      out.print(result.kitfileYaml());
    }
  }
}
