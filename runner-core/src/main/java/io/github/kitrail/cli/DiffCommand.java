package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.Diff;
import io.github.kitrail.operations.LayerSummary;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "diff",
    description = "Compares two ModelKits, each from the local store or its registry.")
final class DiffCommand extends KitrailCommand<Diff.Result> {
  @Parameters(
      index = "0",
      paramLabel = "FIRST",
      description = "A reference; local:// or remote:// before it says which.")
  String first = "";

  @Parameters(index = "1", paramLabel = "SECOND", description = "The other one.")
  String second = "";

  DiffCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Diff.Result execute(Context context) throws KitrailException {
    return Diff.run(new Diff.Request(first, second), context);
  }

  @Override
  void print(Diff.Result result, PrintStream out) {
    if (result.identical()) {
      out.println("The ModelKits are identical: " + result.first());
      return;
    }
    out.println("Kitfile:     " + (result.sameConfig() ? "the same" : "differs"));
    out.println("Annotations: " + (result.sameAnnotations() ? "the same" : "differ"));
    section("Layers of both", result.shared(), out);
    section("Only in " + result.first(), result.onlyFirst(), out);
    section("Only in " + result.second(), result.onlySecond(), out);
  }

  private static void section(String title, List<LayerSummary> layers, PrintStream out) {
    out.println(title + (layers.isEmpty() ? ": none" : ":"));
    Tables.layers(layers, out);
  }
}
