package io.github.kitrail.inference.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the tests of an earlier version.
 *
 * @param name what the earlier version is called
 * @param scores of the tests that passed, 0 to 1, by their names
 * @param spec {@code sha256:…} of the smoke tests; null when nobody knows
 * @param engine its name and version; null when nobody knows
 * @param machine null when nobody knows
 * @param tokensPerSecond null when nobody knows
 */
public record EarlierResults(
    String name,
    Map<String, Double> scores,
    @Nullable String spec,
    @Nullable String engine,
    @Nullable Machine machine,
    @Nullable Double tokensPerSecond) {
  public EarlierResults {
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
  }

  /** Those of a report. */
  public static EarlierResults of(TestReport report, String name) {
    Map<String, Double> scores = new LinkedHashMap<>();
    report.results().cases().stream()
        .filter(CaseResult::passed)
        .forEach(it -> scores.put(it.name(), it.score()));
    return new EarlierResults(
        name,
        scores,
        report.spec().digest().toString(),
        report.results().engine(),
        report.machine(),
        report.results().tokensPerSecond());
  }
}
