package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.KeyChoice;
import io.github.kitrail.operations.ListAttestations;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "attestations",
    description =
        "Lists the signatures and attestations of a ModelKit; with a key, says which verify with it.")
final class AttestationsCommand extends KitrailCommand<ListAttestations.Result> {
  @Parameters(
      // Not needed by the commands below this one.
      arity = "0..1",
      paramLabel = "REF",
      description = "With a registry host that registry, without one the local store.")
  String reference = "";

  @Mixin VerifierOptions verifier = new VerifierOptions();

  @Option(
      names = "--export",
      paramLabel = "DIR",
      description = "Writes each as a file, NAME.bundle.json, into this folder.")
  @Nullable Path export;

  private AttestationsCommand(Terminal terminal) {
    super(terminal);
  }

  /** The command with those below it. */
  static CommandSpec spec(Terminal terminal) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new AttestationsCommand(terminal));
    spec.addSubcommand(
        "export", CommandSpec.forAnnotatedObject(new EvidenceFolderCommands.Export(terminal)));
    spec.addSubcommand(
        "import", CommandSpec.forAnnotatedObject(new EvidenceFolderCommands.Import(terminal)));
    return spec;
  }

  @Override
  ListAttestations.Result execute(Context context) throws KitrailException {
    if (reference.isEmpty()) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Name the ModelKit: kitrail attestations REF; or export or import its evidence.");
    }
    KeyChoice verifying = verifier.choose(context).orElse(null);
    return ListAttestations.run(
        new ListAttestations.Request(reference, verifying, export), context);
  }

  @Override
  void print(ListAttestations.Result result, PrintStream out) {
    out.println(result.reference());
    List<List<String>> rows = new ArrayList<>();
    for (ListAttestations.Entry entry : result.attestations()) {
      String where =
          entry.embedded() == null ? entry.digest().substring(0, 19) : "in " + entry.embedded();
      rows.add(
          List.of(
              entry.predicateType(),
              entry.about() == null ? "of something else" : "of " + entry.about(),
              where,
              entry.status()));
    }
    Tables.print(rows, "  ", out);
    if (rows.isEmpty()) {
      out.println("  has no signature and no attestation");
    }
  }
}
