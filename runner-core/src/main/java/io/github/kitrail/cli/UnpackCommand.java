package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.Unpack;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "unpack",
    description =
        "Lays a ModelKit's files out in a folder, every byte verified. Looks in the store, then in the registry.")
final class UnpackCommand extends KitrailCommand<Unpack.Result> {
  @Parameters(paramLabel = "REF", description = "[registry/]repository[:tag|@digest]")
  String reference = "";

  @Option(
      names = {"-d", "--dir"},
      paramLabel = "DIR",
      description = "Where to; made if it is not there.")
  Path directory = Path.of("");

  @Option(
      names = {"-f", "--filter"},
      paramLabel = "TYPES[:NAMES]",
      description =
          "Only these: kitfile, model, datasets, code, docs, and of them these names or paths. Can be repeated.")
  List<String> filters = new ArrayList<>();

  @Option(
      names = {"-o", "--overwrite"},
      description = "Replaces files that are there.")
  boolean overwrite;

  @Option(
      names = {"-i", "--ignore-existing"},
      description = "Keeps files that are there, and goes on.")
  boolean ignoreExisting;

  @Mixin private final ExpectedOptions expected = new ExpectedOptions();

  UnpackCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Unpack.Result execute(Context context) throws KitrailException {
    return Unpack.run(
        new Unpack.Request(
            reference,
            directory.toAbsolutePath(),
            filters,
            overwrite,
            ignoreExisting,
            expected.expected(context)),
        context);
  }

  @Override
  void print(Unpack.Result result, PrintStream out) {
    out.println("Unpacked " + result.reference() + " to " + result.directory());
  }
}
