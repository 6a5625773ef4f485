package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.KeylessFiles;
import io.github.kitrail.pipeline.Run;
import io.github.kitrail.pipeline.RunReport;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    description =
        "The whole rail: validate, test, push, sign, attest, verify, gate, tag, lay out, as"
            + " kitrail.yaml says.")
final class RunCommand extends KitrailCommand<RunReport> {
  @Parameters(
      arity = "0..1",
      paramLabel = "DIRECTORY",
      description = "The folder with the Kitfile; by default this one.")
  Path directory = Path.of(".");

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "The Kitfile, if it is not in the folder.")
  @Nullable Path kitfile;

  @Option(
      names = {"-t", "--tag"},
      paramLabel = "REF",
      description = "Where the ModelKit goes; by default as kitrail.yaml says.")
  @Nullable String reference;

  @Option(
      names = "--key",
      paramLabel = "FILE|env:NAME",
      description = "The signing key; by default as kitrail.yaml says.")
  @Nullable String key;

  @Option(
      names = "--keyless",
      description =
          "Signs keylessly, with the identity token in SIGSTORE_ID_TOKEN or of the GitHub job; by"
              + " default as kitrail.yaml says.")
  boolean keyless;

  @Mixin private final TestOptions reports = new TestOptions();

  @Option(
      names = "--tested",
      paramLabel = "FILE",
      description =
          "Runs no smoke tests, and takes the results that kitrail test or kitrail test merge wrote"
              + " with --report, when they are about this model and these tests.")
  @Nullable Path tested;

  @Mixin private final BaselineOptions baseline = new BaselineOptions();

  @Option(
      names = "--dry-run",
      description =
          "Validates, tests and packs into the local store, and ends there: no key is needed,"
              + " nothing leaves this machine, no tag moves.")
  boolean dryRun;

  RunCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  RunReport execute(Context context) throws KitrailException {
    KeylessFiles files = keyless ? new KeylessFiles(null, null, null) : null;
    Run.Testing testing = new Run.Testing(reports.files(), tested, baseline.baseline(null));
    return Run.run(
        new Run.Request(directory, kitfile, reference, key, files, testing, dryRun), context);
  }

  @Override
  int exitStatus(RunReport report) {
    if (report.failure() != null && !isObserved()) {
      terminal()
          .err()
          .println(
              "kitrail: " + report.failure().stage() + " failed: " + report.failure().message());
    }
    return report.exitStatus();
  }

  @Override
  void print(RunReport report, PrintStream out) {
    RunSummary.print(report, out);
  }
}
