package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.Remove;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "remove",
    description =
        "Removes a name, or a ModelKit with its last name, from the local store, and frees what nothing needs.")
final class RemoveCommand extends KitrailCommand<Remove.Result> {
  @Parameters(
      arity = "0..1",
      paramLabel = "REF",
      description = "[registry/]repository:tag[,tag...] or @digest")
  @Nullable String reference;

  @Option(
      names = {"-f", "--force"},
      description = "Removes the ModelKit with all its other tags.")
  boolean force;

  @Option(
      names = {"-a", "--all"},
      description = "Removes all ModelKits without a tag; with --force, all ModelKits.")
  boolean all;

  RemoveCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Remove.Result execute(Context context) throws KitrailException {
    return Remove.run(new Remove.Request(reference, force, all), context);
  }

  @Override
  void print(Remove.Result result, PrintStream out) {
    result.untagged().forEach(name -> out.println("Untagged " + name));
    result.removed().forEach(name -> out.println("Removed " + name));
    out.println("Freed " + Bytes.format(result.freedBytes()));
  }
}
