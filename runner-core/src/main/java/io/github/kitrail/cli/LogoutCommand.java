package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.Login;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "logout", description = "Forgets the credentials of a registry.")
final class LogoutCommand extends KitrailCommand<Login.Result> {
  @Parameters(paramLabel = "REGISTRY", description = "The registry's host, such as ghcr.io.")
  String registry = "";

  LogoutCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Login.Result execute(Context context) throws KitrailException {
    return Login.out(registry, context);
  }

  @Override
  void print(Login.Result result, PrintStream out) {
    out.println("Logged out of " + result.registry());
  }
}
