package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.ExportAttestations;
import io.github.kitrail.operations.ImportAttestations;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Evidence carried in a folder, to where the registry cannot be reached. */
final class EvidenceFolderCommands {
  private EvidenceFolderCommands() {}

  private static void print(String what, List<ExportAttestations.Item> items, PrintStream out) {
    for (ExportAttestations.Item item : items) {
      out.println(
          "  " + what + " " + String.join(", ", item.predicateTypes()) + " " + item.digest());
    }
  }

  @Command(
      name = "export",
      description =
          "Writes all evidence about a ModelKit into a folder, an OCI layout, byte for byte.")
  static final class Export extends KitrailCommand<ExportAttestations.Result> {
    @Parameters(
        paramLabel = "REF",
        description = "With a registry host that registry, without one the local store.")
    String reference = "";

    @Option(
        names = "--to",
        required = true,
        paramLabel = "DIR",
        description = "The folder; it must be new or empty.")
    Path to = Path.of("");

    Export(Terminal terminal) {
      super(terminal);
    }

    @Override
    ExportAttestations.Result execute(Context context) throws KitrailException {
      return ExportAttestations.run(new ExportAttestations.Request(reference, to), context);
    }

    @Override
    void print(ExportAttestations.Result result, PrintStream out) {
      out.println("Exported the evidence about " + result.reference() + " to " + result.folder());
      EvidenceFolderCommands.print("wrote", result.exported(), out);
    }
  }

  @Command(
      name = "import",
      description =
          "Attaches the evidence in a folder to its ModelKit. Refuses a folder with anything that is not about it.")
  static final class Import extends KitrailCommand<ImportAttestations.Result> {
    @Parameters(index = "0", paramLabel = "DIR", description = "The folder that export wrote.")
    Path from = Path.of("");

    @Parameters(
        index = "1",
        paramLabel = "REF",
        description = "With a registry host that registry, without one the local store.")
    String reference = "";

    Import(Terminal terminal) {
      super(terminal);
    }

    @Override
    ImportAttestations.Result execute(Context context) throws KitrailException {
      return ImportAttestations.run(new ImportAttestations.Request(from, reference), context);
    }

    @Override
    void print(ImportAttestations.Result result, PrintStream out) {
      out.println("Imported the evidence about " + result.reference());
      EvidenceFolderCommands.print("wrote", result.imported(), out);
      EvidenceFolderCommands.print("was there:", result.present(), out);
    }
  }
}
