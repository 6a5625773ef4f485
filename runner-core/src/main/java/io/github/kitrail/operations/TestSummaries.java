package io.github.kitrail.operations;

import io.github.kitrail.inference.report.CaseResult;
import io.github.kitrail.inference.report.Comparison;
import io.github.kitrail.inference.report.SmokeReport;
import io.github.kitrail.inference.report.TestReport;
import io.github.kitrail.inference.report.TextReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports in short. */
final class TestSummaries {
  private TestSummaries() {}

  /**
   * @param lines of the tests in the spec, as far as they are known
   */
  static Test.Summary of(TestReport report, Map<String, Integer> lines) {
    SmokeReport results = report.results();
    Test.Compared compared = compared(report.comparison());
    List<String> failures =
        new ArrayList<>(
            results.failed() == 0 ? List.of() : TextReport.failures(results).lines().toList());
    if (compared != null) {
      compared
          .regressions()
          .forEach(it -> failures.add("Worse than " + compared.name() + ": " + it));
    }
    return new Test.Summary(
        results.engine(),
        results.passed(),
        results.failed(),
        results.tokensPerSecond(),
        results.cases().stream().map(it -> summary(it, lines.get(it.name()))).toList(),
        failures,
        report.shard() == null ? null : report.shard().toString(),
        report.machine(),
        compared);
  }

  private static Test.Case summary(CaseResult result, @Nullable Integer line) {
    Double speed = result.tokensPerSecond();
    return new Test.Case(
        result.name(),
        result.status().word(),
        result.seconds(),
        line,
        result.passed() ? null : TextReport.failure(result).strip(),
        result.score(),
        speed == null ? null : Math.round(speed * 10) / 10.0);
  }

  private static Test.@Nullable Compared compared(@Nullable Comparison comparison) {
    return comparison == null
        ? null
        : new Test.Compared(
            comparison.baseline(),
            comparison.regressions(),
            comparison.notes(),
            comparison.speed());
  }
}
