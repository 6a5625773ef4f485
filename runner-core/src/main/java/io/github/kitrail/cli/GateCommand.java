package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.Gate;
import java.io.PrintStream;
import java.nio.file.Path;
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

  @Mixin VerifierOptions verifier = new VerifierOptions();

  GateCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Gate.Result execute(Context context) throws KitrailException {
    return Gate.run(new Gate.Request(reference, policy, verifier.require(context)), context);
  }

  @Override
  int exitStatus(Gate.Result result) {
    return result.passed() ? 0 : ErrorCode.DENIED_BY_POLICY.exitStatus();
  }

  @Override
  void print(Gate.Result result, PrintStream out) {
    out.println(result.verdict() + " " + result.reference());
    result
        .rules()
        .forEach(
            rule -> out.println("  " + (rule.passed() ? "ok   " : "FAIL ") + rule.explanation()));
  }
}
