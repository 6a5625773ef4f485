package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.KeyChoice;
import io.github.kitrail.operations.Sign;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "sign", description = "Signs a ModelKit; cosign reads the signature.")
final class SignCommand extends KitrailCommand<Sign.Result> {
  @Parameters(
      paramLabel = "REF",
      description = "With a registry host that registry, without one the local store.")
  String reference = "";

  @Mixin SignerOptions signer = new SignerOptions();

  @Mixin LegacyTagOption legacyTag = new LegacyTagOption();

  SignCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Sign.Result execute(Context context) throws KitrailException {
    KeyChoice key = legacyTag.choose(signer, context);
    return Sign.run(new Sign.Request(reference, key), context);
  }

  @Override
  void print(Sign.Result result, PrintStream out) {
    String who = result.identity() == null ? "" : " as " + result.identity();
    out.println(
        "Signed "
            + result.reference()
            + who
            + ", signature "
            + result.digest()
            + LegacyTagOption.told(result.legacyTag()));
  }
}
