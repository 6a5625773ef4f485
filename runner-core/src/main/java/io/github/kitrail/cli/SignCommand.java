package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.KeyChoice;
import io.github.kitrail.operations.Sign;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "sign", description = "Signs a ModelKit; cosign reads the signature.")
final class SignCommand extends KitrailCommand<Sign.Result> {
  @Parameters(
      paramLabel = "REF",
      description = "With a registry host that registry, without one the local store.")
  String reference = "";

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE|env:NAME",
      description =
          "The private key: cosign's or PEM; also file.p12#ALIAS, or pkcs11:CONFIG#ALIAS with its PIN in"
              + " KITRAIL_PKCS11_PIN. The passphrase comes from COSIGN_PASSWORD or KITRAIL_KEY_PASSPHRASE.")
  String key = "";

  SignCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Sign.Result execute(Context context) throws KitrailException {
    return Sign.run(new Sign.Request(reference, KeyChoice.signing(key, context)), context);
  }

  @Override
  void print(Sign.Result result, PrintStream out) {
    out.println("Signed " + result.reference() + ", signature " + result.digest());
  }
}
