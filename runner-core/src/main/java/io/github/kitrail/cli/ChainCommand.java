package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.ShowChain;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "chain", description = "Shows the base ModelKits that a ModelKit stands on.")
final class ChainCommand extends KitrailCommand<ShowChain.Result> {
  @Parameters(
      paramLabel = "REF",
      description = "With a registry host that registry, without one the local store.")
  String reference = "";

  ChainCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  ShowChain.Result execute(Context context) throws KitrailException {
    return ShowChain.run(new ShowChain.Request(reference), context);
  }

  @Override
  void print(ShowChain.Result result, PrintStream out) {
    out.println(result.reference());
    for (ShowChain.Link link : result.links()) {
      String called = (link.name() + " " + link.version()).strip();
      out.println("  on " + link.reference() + (called.isEmpty() ? "" : " (" + called + ")"));
    }
    if (result.links().isEmpty()) {
      out.println("  stands on no other ModelKit");
    }
  }
}
