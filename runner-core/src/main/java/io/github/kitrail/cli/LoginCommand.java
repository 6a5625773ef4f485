package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.Login;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "login",
    description =
        "Checks a user's password or token with a registry and keeps it where kit keeps it.")
final class LoginCommand extends KitrailCommand<Login.Result> {
  @Parameters(paramLabel = "REGISTRY", description = "The registry's host, such as ghcr.io.")
  String registry = "";

  @Option(
      names = {"-u", "--username"},
      required = true,
      paramLabel = "NAME",
      description = "The user's name.")
  String username = "";

  @Option(
      names = "--password-stdin",
      description = "Reads the password or token from standard input.")
  boolean passwordStdin;

  LoginCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Login.Result execute(Context context) throws KitrailException {
    return Login.run(new Login.Request(registry, username, password()), context);
  }

  /** Never an option: a command line is for everyone to read. */
  private String password() throws KitrailException {
    @Nullable Console console = System.console();
    if (!passwordStdin && console != null) {
      char[] typed = console.readPassword("Password or token of %s at %s: ", username, registry);
      return typed == null ? "" : new String(typed);
    }
    if (!passwordStdin) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "There is no terminal to ask for the password; pipe it in with --password-stdin.");
    }
    try {
      return new String(terminal().in().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "Could not read the password from standard input.", e);
    }
  }

  @Override
  void print(Login.Result result, PrintStream out) {
    out.println("Logged in to " + result.registry() + "; kept in " + result.keptIn());
  }
}
