package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.ShowChain;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "chain",
    description =
        "Shows the base ModelKits that a ModelKit stands on, and whether they have changed.")
final class ChainCommand extends KitrailCommand<ShowChain.Result> {
  @Parameters(
      paramLabel = "REF",
      description = "With a registry host that registry, without one the local store.")
  String reference = "";

  @Option(
      names = "--outdated",
      description =
          "Says whether a base is another one now than when the ModelKit was made, by its provenance, which is"
              + " read but not verified.")
  boolean outdated;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description =
          "Compares the bases and datasets of this folder's Kitfile with those that the ModelKit was made from;"
              + " with --outdated.")
  @Nullable Path folder;

  ChainCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  ShowChain.Result execute(Context context) throws KitrailException {
    if (folder != null && !outdated) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "--folder is what --outdated compares with: give --outdated, too.");
    }
    return ShowChain.run(new ShowChain.Request(reference, outdated, folder), context);
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
    if (result.outdated() != null) {
      out.println(result.outdated() ? "Outdated:" : "Not outdated");
      for (ShowChain.Change it : result.changes()) {
        String now = it.now() == null ? "gone" : it.now();
        out.println("  " + it.what() + " " + it.name() + ": " + was(it.before()) + now);
      }
    }
  }

  private static String was(@Nullable String digest) {
    return digest == null ? "" : digest + " then, now ";
  }
}
