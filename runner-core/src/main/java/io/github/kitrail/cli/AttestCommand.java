package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Attest;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.KeyChoice;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "attest", description = "Attaches a signed statement about a ModelKit.")
final class AttestCommand extends KitrailCommand<Attest.Result> {
  @Parameters(
      paramLabel = "REF",
      description = "With a registry host that registry, without one the local store.")
  String reference = "";

  @Option(
      names = "--type",
      required = true,
      paramLabel = "TYPE",
      description =
          "The predicate's type: a short name such as slsa-provenance, test-result, vsa, ml-bom, model-signing, or any URI.")
  String type = "";

  @Option(
      names = "--predicate",
      paramLabel = "FILE",
      description =
          "The predicate, as JSON. Without it, ml-bom and model-signing are made from the ModelKit.")
  @Nullable Path predicate;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "With --type test-result, in place of --predicate: what kitrail test wrote with --report about this very ModelKit.")
  @Nullable Path report;

  @Option(
      names = "--asset",
      paramLabel = "TYPE[:NAME]",
      description =
          "About this asset only, in the words of unpack's --filter: model, model:PART, datasets:NAME, code:PATH, docs:PATH.")
  @Nullable String asset;

  @Option(
      names = "--bundle",
      paramLabel = "FILE",
      description =
          "With --type model-signing: where to write the bundle that model_signing reads; a file that is there is replaced.")
  @Nullable Path bundle;

  @Mixin SignerOptions signer = new SignerOptions();

  @Mixin LegacyTagOption legacyTag = new LegacyTagOption();

  AttestCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Attest.Result execute(Context context) throws KitrailException {
    KeyChoice signing = legacyTag.choose(signer, context);
    return Attest.run(
        new Attest.Request(reference, type, predicate, report, asset, bundle, signing), context);
  }

  @Override
  void print(Attest.Result result, PrintStream out) {
    out.println(
        "Attested "
            + result.predicateType()
            + ", attestation "
            + result.digest()
            + LegacyTagOption.told(result.legacyTag()));
    if (result.bundle() != null) {
      out.println("Bundle   " + result.bundle());
    }
  }
}
