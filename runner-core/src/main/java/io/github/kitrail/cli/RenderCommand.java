package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.Render;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "render", description = "Lays a ModelKit out for the place that serves it.")
final class RenderCommand extends KitrailCommand<Render.Result> {
  @Parameters(
      paramLabel = "REF",
      description = "With a registry host that registry, without one the local store.")
  String reference = "";

  @Option(
      names = "--target",
      required = true,
      paramLabel = "NAME|DIR",
      description = "llama-cpp, ollama, kubernetes, or the folder of a target of your own.")
  String target = "";

  @Option(
      names = {"-d", "--dir"},
      required = true,
      paramLabel = "DIR",
      description = "The folder to write.")
  Path directory = Path.of("");

  @Option(
      names = "--pull-from",
      paramLabel = "REF",
      description = "The registry reference to pull from, when REF is a local one.")
  @Nullable String pullFrom;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A parameter of the target. Can be repeated.")
  Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = {"-o", "--overwrite"},
      description = "Replaces files that were changed since they were written.")
  boolean overwrite;

  @Mixin private final ExpectedOptions expected = new ExpectedOptions();

  RenderCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Render.Result execute(Context context) throws KitrailException {
    return Render.run(
        new Render.Request(
            reference,
            target,
            Path.of(""),
            directory,
            pullFrom,
            Map.copyOf(parameters),
            overwrite,
            expected.expected(context)),
        context);
  }

  @Override
  void print(Render.Result result, PrintStream out) {
    out.println("Rendered " + result.target() + " to " + result.path());
    if (result.note() != null) {
      out.println("  " + result.note());
    }
  }
}
