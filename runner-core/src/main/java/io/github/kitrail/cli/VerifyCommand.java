package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.Verify;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    description =
        "Verifies a ModelKit's signature, and attestations of the types that are named. Fails closed.")
final class VerifyCommand extends KitrailCommand<Verify.Result> {
  @Parameters(
      paramLabel = "REF",
      description = "With a registry host that registry, without one the local store.")
  String reference = "";

  @Mixin VerifierOptions verifier = new VerifierOptions();

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "An attestation of this predicate type must verify as well. Can be repeated.")
  List<String> types = new ArrayList<>();

  @Option(
      names = "--asset",
      paramLabel = "TYPE[:NAME]",
      description =
          "The attestations of --type must be about this asset: model, model:PART, datasets:NAME, code:PATH, docs:PATH.")
  @Nullable String asset;

  VerifyCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Verify.Result execute(Context context) throws KitrailException {
    return Verify.run(
        new Verify.Request(reference, verifier.require(context), types, asset), context);
  }

  @Override
  void print(Verify.Result result, PrintStream out) {
    out.println("Verified " + result.reference());
    result
        .verified()
        .forEach(
            item ->
                out.println(
                    "  "
                        + item.predicateType()
                        + " "
                        + (item.embedded() == null ? item.digest() : "in " + item.embedded())
                        + " of "
                        + item.about()));
  }
}
