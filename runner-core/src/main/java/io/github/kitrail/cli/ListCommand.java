package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.ListModelKits;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "list",
    description = "Lists the ModelKits of the local store, or of a repository in a registry.")
final class ListCommand extends KitrailCommand<ListModelKits.Result> {
  @Parameters(
      arity = "0..1",
      paramLabel = "REPOSITORY",
      description = "registry/repository; without it, the local store.")
  @Nullable String repository;

  ListCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  ListModelKits.Result execute(Context context) throws KitrailException {
    return ListModelKits.run(new ListModelKits.Request(repository), context);
  }

  @Override
  void print(ListModelKits.Result result, PrintStream out) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("REPOSITORY", "TAG", "MAINTAINER", "NAME", "SIZE", "DIGEST"));
    for (ListModelKits.Entry entry : result.modelKits()) {
      for (String tag : entry.tags().isEmpty() ? List.of("<none>") : entry.tags()) {
        rows.add(
            List.of(
                entry.repository(),
                tag,
                entry.author(),
                entry.name(),
                Bytes.format(entry.size()),
                entry.digest()));
      }
    }
    Tables.print(rows, "", out);
  }
}
