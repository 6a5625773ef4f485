package io.github.kitrail.cli;

import io.github.kitrail.pipeline.RunReport;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run's report for people. */
final class RunSummary {
  private RunSummary() {}

  static void print(RunReport report, PrintStream out) {
    out.println();
    out.println("Stages");
    List<List<String>> rows = new ArrayList<>();
    for (RunReport.Stage stage : report.stages()) {
      rows.add(
          List.of(
              stage.name(), stage.status(), String.format(Locale.ROOT, "%.1f s", stage.seconds())));
    }
    Tables.print(rows, "  ", out);
    if (report.digest() != null) {
      out.println("ModelKit");
      out.println(
          "  reference   "
              + report.reference()
              + (report.failure() == null ? "" : " (not tagged)"));
      out.println("  digest      " + report.digest());
      Tables.layers(report.layers(), out);
    }
    if (report.tests() != null) {
      out.println("Tests");
      out.println(
          "  " + report.tests().passed() + " passed, " + report.tests().failed() + " failed");
    }
    if (!report.signatures().isEmpty()) {
      out.println("Evidence");
      report.signatures().forEach(it -> out.println("  signature " + it.digest()));
      report
          .attestations()
          .forEach(it -> out.println("  " + it.predicateType() + " " + it.digest()));
      report
          .embedded()
          .forEach(it -> out.println("  " + it.predicateType() + " in " + it.embedded()));
    }
    if (report.verdict() != null) {
      out.println("Gate");
      out.println("  " + report.verdict());
    }
    if (!report.rendered().isEmpty()) {
      out.println("Rendered");
      Tables.print(
          report.rendered().stream().map(it -> List.of(it.target(), it.path())).toList(),
          "  ",
          out);
      report.rendered().stream()
          .filter(it -> it.note() != null)
          .forEach(it -> out.println("  " + it.target() + ": " + it.note()));
    }
    // A run that failed before it signed has more to say than whose key that would have been.
    if (report.warning() != null && (!report.signatures().isEmpty() || report.failure() == null)) {
      out.println(report.warning());
    }
  }
}
