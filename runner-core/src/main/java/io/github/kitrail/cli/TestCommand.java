package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.Test;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "test", description = "Runs smoke tests of a packaged model through llama.cpp.")
final class TestCommand extends KitrailCommand<Test.Result> {
  @Parameters(
      paramLabel = "DIR|REF",
      description =
          "A folder with a Kitfile, or a ModelKit: with a registry host there, without one in the store.")
  String target = "";

  @Option(
      names = "--spec",
      paramLabel = "FILE",
      description = "The smoke tests; by default the folder's smoke.yaml.")
  @Nullable Path spec;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description =
          "What runs the model, java-llama.cpp or llama-server; by default as the spec says.")
  @Nullable String engine;

  @Option(names = "--junit", paramLabel = "FILE", description = "Writes the results as JUnit XML.")
  @Nullable Path junit;

  @Option(names = "--report", paramLabel = "FILE", description = "Writes the results as JSON.")
  @Nullable Path report;

  @Mixin private final ExpectedOptions expected = new ExpectedOptions();

  TestCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Test.Result execute(Context context) throws KitrailException {
    return Test.run(
        new Test.Request(target, spec, engine, junit, report, expected.expected(context)), context);
  }

  @Override
  int exitStatus(Test.Result result) {
    return result.tests().failed() == 0 ? 0 : ErrorCode.TESTS_FAILED.exitStatus();
  }

  @Override
  void print(Test.Result result, PrintStream out) {
    result.tests().failures().forEach(out::println);
    out.println(
        result.target()
            + ": "
            + result.tests().passed()
            + " passed, "
            + result.tests().failed()
            + " failed with "
            + result.tests().engine());
  }
}
