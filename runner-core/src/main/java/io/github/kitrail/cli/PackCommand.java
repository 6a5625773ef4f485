package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.Pack;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "pack", description = "Packs a folder with a Kitfile into the local store.")
final class PackCommand extends KitrailCommand<Pack.Result> {
  @Parameters(
      paramLabel = "DIRECTORY",
      description = "The folder; the Kitfile's paths are relative to it.")
  Path directory = Path.of(".");

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "The Kitfile, if it is not in the folder.")
  @Nullable Path kitfile;

  @Option(
      names = {"-t", "--tag"},
      paramLabel = "REF",
      description = "The ModelKit's name: [registry/]repository[:tag[,tag...]].")
  @Nullable String reference;

  @Mixin private final FormatOptions format = new FormatOptions();

  @Mixin private final EmbedOptions embed = new EmbedOptions();

  PackCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Pack.Result execute(Context context) throws KitrailException {
    return Pack.run(
        new Pack.Request(
            directory,
            kitfile,
            reference,
            format.format(),
            embed.chosen("pack", reference, context)),
        context);
  }

  @Override
  void print(Pack.Result result, PrintStream out) {
    Tables.layers(result.layers(), out);
    EmbedOptions.print(result.embedded(), out);
    out.println(
        "Packed " + (result.reference() == null ? "" : result.reference() + " ") + result.digest());
  }
}
