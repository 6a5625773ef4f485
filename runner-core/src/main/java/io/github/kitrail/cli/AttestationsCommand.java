package io.github.kitrail.cli;

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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "attestations",
    description =
        "Lists the signatures and attestations of a ModelKit; with a key, says which verify with it.")
final class AttestationsCommand extends KitrailCommand<ListAttestations.Result> {
  @Parameters(
      paramLabel = "REF",
      description = "With a registry host that registry, without one the local store.")
  String reference = "";

  @Option(
      names = "--key",
      paramLabel = "FILE|env:NAME",
      description = "The public key (PEM) to verify with.")
  @Nullable String key;

  @Option(
      names = "--export",
      paramLabel = "DIR",
      description = "Writes each as a file, NAME.bundle.json, into this folder.")
  @Nullable Path export;

  AttestationsCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  ListAttestations.Result execute(Context context) throws KitrailException {
    KeyChoice verifying = key == null ? null : KeyChoice.verifying(key, context);
    return ListAttestations.run(
        new ListAttestations.Request(reference, verifying, export), context);
  }

  @Override
  void print(ListAttestations.Result result, PrintStream out) {
    out.println(result.reference());
    List<List<String>> rows = new ArrayList<>();
    for (ListAttestations.Entry entry : result.attestations()) {
      rows.add(List.of(entry.predicateType(), entry.digest().substring(0, 19), entry.status()));
    }
    Tables.print(rows, "  ", out);
    if (rows.isEmpty()) {
      out.println("  has no signature and no attestation");
    }
  }
}
