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

  @Option(
      names = "--key",
      paramLabel = "FILE|env:NAME",
      description =
          "The public key (PEM), or file.p12#ALIAS, or pkcs11:CONFIG#ALIAS, whose evidence counts when the"
              + " policy names no signers.")
  @Nullable String key;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Writes the verdict as JSON, also when it is a failure.")
  @Nullable Path report;

  @Option(
      names = "--attest",
      description =
          "Attaches a verification summary (VSA) to a ModelKit that passes, signed with --sign-key.")
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
                key == null ? null : KeyChoice.verifying(key, context),
                null,
                summary(context)),
            context);
    if (report != null) {
      NewReport.write(report, Json.write(result).getBytes(StandardCharsets.UTF_8));
    }
    return result;
  }

  private @Nullable SummaryRequest summary(Context context) throws KitrailException {
    boolean wanted = attest || envelope != null;
    if (wanted == (signKey == null)) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          wanted
              ? "A verification summary is signed: give --sign-key FILE|env:NAME."
              : "--sign-key signs a verification summary: give --attest or --vsa-envelope FILE as well.");
    }
    return signKey == null
        ? null
        : new SummaryRequest(
            attest, envelope, KeyChoice.signing(signKey, context), verifierId, levels, resourceUri);
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
