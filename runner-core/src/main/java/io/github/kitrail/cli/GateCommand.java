package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.Gate;
import io.github.kitrail.operations.KeyChoice;
import io.github.kitrail.operations.NewReport;
import io.github.kitrail.operations.SummaryRequest;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "gate",
    description = "Decides by a policy whether a ModelKit may go on, and explains. Fails closed.")
final class GateCommand extends KitrailCommand<Gate.Result> {
  @Parameters(
      paramLabel = "REF",
      description = "With a registry host that registry, without one the local store.")
  String reference = "";

  @Option(
      names = "--policy",
      required = true,
      paramLabel = "FILE",
      description = "The policy (YAML).")
  Path policy = Path.of("");

  /** Whose evidence counts when the policy names no signers. */
  @Mixin VerifierOptions verifier = new VerifierOptions();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Writes the verdict as JSON, also when it is a failure.")
  @Nullable Path report;

  @Option(
      names = "--attest",
      description =
          "Attaches a verification summary (VSA) to a ModelKit that passes, signed with --sign-key, or"
              + " keylessly without one.")
  boolean attest;

  @Option(
      names = "--vsa-envelope",
      paramLabel = "FILE",
      description =
          "Writes that summary as a plain DSSE envelope, as slsa-verifier verify-vsa reads it.")
  @Nullable Path envelope;

  @Option(
      names = "--sign-key",
      paramLabel = "FILE|env:NAME",
      description = "The private key that signs the summary, named as `sign --key` takes it.")
  @Nullable String signKey;

  @Option(
      names = "--verifier-id",
      paramLabel = "URI",
      defaultValue = SummaryRequest.VERIFIER,
      description = "Who the summary says has verified.")
  String verifierId = SummaryRequest.VERIFIER;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description =
          "A level that the policy verifies, such as SLSA_BUILD_LEVEL_2, for the summary. Can be repeated.")
  List<String> levels = new ArrayList<>();

  @Option(
      names = "--resource-uri",
      paramLabel = "URI",
      description =
          "What the summary calls the ModelKit; by default its reference with its digest, as oci://….")
  @Nullable String resourceUri;

  GateCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Gate.Result execute(Context context) throws KitrailException {
    NewReport.check(report);
    Gate.Result result =
        Gate.run(
            new Gate.Request(
                reference,
                policy,
                verifier.chooseBesidePolicy(context).orElse(null),
                verifier.files().certificates(context),
                summary(context)),
            context);
    if (report != null) {
      NewReport.write(report, Json.write(result).getBytes(StandardCharsets.UTF_8));
    }
    return result;
  }

  private @Nullable SummaryRequest summary(Context context) throws KitrailException {
    if (!attest && envelope == null) {
      if (signKey == null) {
        return null;
      }
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "--sign-key signs a verification summary: give --attest or --vsa-envelope FILE as well.");
    }
    KeyChoice signer =
        signKey == null
            ? KeyChoice.keyless(verifier.files(), context)
            : KeyChoice.signing(signKey, context);
    return new SummaryRequest(attest, envelope, signer, verifierId, levels, resourceUri);
  }

  @Override
  int exitStatus(Gate.Result result) {
    return result.passed() ? 0 : ErrorCode.DENIED_BY_POLICY.exitStatus();
  }

  @Override
  void print(Gate.Result result, PrintStream out) {
    VerdictText.print(result, out);
  }
}
