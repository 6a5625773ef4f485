package io.github.kitrail.cli;

import io.github.kitrail.operations.ReportFiles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the results of smoke tests are written. */
final class TestOptions {
  @Option(names = "--junit", paramLabel = "FILE", description = "Writes the results as JUnit XML.")
  @Nullable Path junit;

  @Option(names = "--report", paramLabel = "FILE", description = "Writes the results as JSON.")
  @Nullable Path report;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Writes the results as a page that needs no other file.")
  @Nullable Path html;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Writes a summary of the results in Markdown.")
  @Nullable Path markdown;

  ReportFiles files() {
    return new ReportFiles(junit, report, html, markdown);
  }
}
