package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.TagModelKit;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "tag", description = "Gives a ModelKit of the local store a further name.")
final class TagCommand extends KitrailCommand<TagModelKit.Result> {
  @Parameters(
      index = "0",
      paramLabel = "SOURCE",
      description = "[registry/]repository:tag or @digest")
  String source = "";

  @Parameters(index = "1", paramLabel = "TARGET", description = "[registry/]repository:tag")
  String target = "";

  TagCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  TagModelKit.Result execute(Context context) throws KitrailException {
    return TagModelKit.inStore(new TagModelKit.Request(source, target), context);
  }

  @Override
  void print(TagModelKit.Result result, PrintStream out) {
    out.println("Tagged " + result.reference() + " " + result.digest());
  }
}
