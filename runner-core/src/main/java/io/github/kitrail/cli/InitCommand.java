package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.Init;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "init", description = "Writes a Kitfile for the files that a folder holds.")
final class InitCommand extends KitrailCommand<Init.Result> {
  @Parameters(paramLabel = "DIRECTORY", description = "The folder.")
  Path directory = Path.of(".");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The ModelKit's name; by default the folder's.")
  @Nullable String name;

  @Option(names = "--desc", paramLabel = "TEXT", description = "Its description.")
  @Nullable String description;

  @Option(names = "--author", paramLabel = "NAME", description = "Its author.")
  @Nullable String author;

  @Option(
      names = {"-f", "--force"},
      description = "Replaces a Kitfile that is there.")
  boolean force;

  InitCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Init.Result execute(Context context) throws KitrailException {
    return Init.run(new Init.Request(directory, name, description, author, force), context);
  }

  @Override
  void print(Init.Result result, PrintStream out) {
    out.println("Wrote " + result.kitfile());
    result.notes().forEach(out::println);
  }
}
