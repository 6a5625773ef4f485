package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.Publish;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "publish",
    description = "Packs a folder and pushes it in one pass, without a copy of the model on disk.")
final class PublishCommand extends KitrailCommand<Publish.Result> {
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
      required = true,
      description = "Where it goes: registry/repository:tag[,tag...].")
  String reference = "";

  @Mixin private final FormatOptions format = new FormatOptions();

  @Mixin private final EmbedOptions embed = new EmbedOptions();

  PublishCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Publish.Result execute(Context context) throws KitrailException {
    return Publish.run(
        new Publish.Request(
            directory,
            kitfile,
            reference,
            format.format(),
            embed.chosen("publish", reference, context)),
        context);
  }

  @Override
  void print(Publish.Result result, PrintStream out) {
    Tables.layers(result.layers(), out);
    EmbedOptions.print(result.embedded(), out);
    out.println("Published " + result.reference() + " " + result.digest());
  }
}
