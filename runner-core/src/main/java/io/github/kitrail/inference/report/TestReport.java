package io.github.kitrail.inference.report;

import org.jspecify.annotations.Nullable;

/**
 * What came out of a smoke test, with all that it takes to join it with others and to compare it.
 *
 * @param target what was tested: a folder, or a ModelKit by digest
 * @param results the files' paths are relative to the model's folder
 * @param shard which part of the spec was run; null for all of it
 * @param machine null when there were several, unlike ones
 * @param comparison with an earlier version; null without one
 */
public record TestReport(
    String target,
    SmokeReport results,
    TestedSpec spec,
    @Nullable Shard shard,
    @Nullable Machine machine,
    @Nullable Comparison comparison) {

  /** Whether all tests passed and nothing is worse than it was. */
  public boolean passed() {
    return results.failed() == 0 && (comparison == null || comparison.regressions().isEmpty());
  }

  /** The same beside an earlier version. */
  public TestReport comparedWith(Comparison other) {
    return new TestReport(target, results, spec, shard, machine, other);
  }
}
