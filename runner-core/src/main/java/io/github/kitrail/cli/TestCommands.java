package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.Expected;
import io.github.kitrail.operations.Test;
import io.github.kitrail.operations.TestMerge;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Smoke tests, and joining the reports of those that several machines shared. */
final class TestCommands {
  private TestCommands() {}

  /** {@code test} with the command below it. */
  static CommandSpec spec(Terminal terminal) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new Run(terminal));
    spec.addSubcommand("merge", CommandSpec.forAnnotatedObject(new Merge(terminal)));
    return spec;
  }

  private static void print(Test.Summary tests, String target, PrintStream out) {
    tests.failures().forEach(out::println);
    Test.Compared baseline = tests.baseline();
    if (baseline != null) {
      baseline.notes().forEach(out::println);
      if (baseline.regressions().isEmpty()) {
        String speed =
            baseline.speed() == null
                ? ""
                : String.format(Locale.ROOT, ", at %.0f %% of its speed", 100 * baseline.speed());
        out.println("Nothing is worse than " + baseline.name() + speed);
      }
    }
    out.println(
        target
            + ": "
            + tests.passed()
            + " passed, "
            + tests.failed()
            + " failed with "
            + tests.engine()
            + (tests.tokensPerSecond() == null ? "" : ", " + tests.tokensPerSecond() + " tokens/s")
            + (tests.shard() == null ? "" : ", shard " + tests.shard()));
  }

  private static int status(Test.Result result) {
    return result.tests().good() ? 0 : ErrorCode.TESTS_FAILED.exitStatus();
  }

  @Command(name = "test", description = "Runs smoke tests of a packaged model through llama.cpp.")
  static final class Run extends KitrailCommand<Test.Result> {
    @Parameters(
        // Not needed by the command below this one.
        arity = "0..1",
        paramLabel = "DIR|REF",
        description =
            "A folder with a Kitfile, or a ModelKit: with a registry host there, without one in the"
                + " store.")
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

    @Option(
        names = "--shard",
        paramLabel = "INDEX/COUNT",
        description =
            "Runs a part of the tests, such as 2/5, the second of five; kitrail test merge joins"
                + " their reports.")
    @Nullable String shard;

    @Mixin private final TestOptions reports = new TestOptions();
    @Mixin private final BaselineOptions baseline = new BaselineOptions();
    @Mixin private final ExpectedOptions expected = new ExpectedOptions();

    Run(Terminal terminal) {
      super(terminal);
    }

    @Override
    Test.Result execute(Context context) throws KitrailException {
      if (target.isEmpty()) {
        throw new KitrailException(
            ErrorCode.BAD_INPUT,
            "Name what is tested: kitrail test DIR, or kitrail test REF --spec FILE.");
      }
      Expected evidence = expected.expected(context);
      Test.Options options =
          new Test.Options(engine, shard, reports.files(), baseline.baseline(evidence.key()));
      return Test.run(new Test.Request(target, spec, options, evidence), context);
    }

    @Override
    int exitStatus(Test.Result result) {
      return status(result);
    }

    @Override
    void print(Test.Result result, PrintStream out) {
      TestCommands.print(result.tests(), result.target(), out);
    }
  }

  @Command(
      name = "merge",
      description =
          "Joins the reports of all shards of a test into one, as if one machine had run it.")
  static final class Merge extends KitrailCommand<Test.Result> {
    @Parameters(
        arity = "1..*",
        paramLabel = "SHARDS",
        description =
            "The files that --report wrote, of all shards; or folders of which all *.json count.")
    List<Path> files = new ArrayList<>();

    @Mixin private final TestOptions reports = new TestOptions();
    @Mixin private final BaselineOptions baseline = new BaselineOptions();
    @Mixin private final VerifierOptions verifier = new VerifierOptions();

    Merge(Terminal terminal) {
      super(terminal);
    }

    @Override
    Test.Result execute(Context context) throws KitrailException {
      return TestMerge.run(
          new TestMerge.Request(
              files, reports.files(), baseline.baseline(verifier.choose(context).orElse(null))),
          context);
    }

    @Override
    int exitStatus(Test.Result result) {
      return status(result);
    }

    @Override
    void print(Test.Result result, PrintStream out) {
      TestCommands.print(result.tests(), result.target(), out);
    }
  }
}
