package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Baseline;
import io.github.kitrail.operations.KeyChoice;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the results of smoke tests must not be worse than. */
final class BaselineOptions {
  @Option(
      names = "--baseline",
      paramLabel = "REF|FILE",
      description =
          "An earlier version that this one must not be worse than: a ModelKit with a test-result"
              + " attestation, or a report that --report wrote.")
  @Nullable String baseline;

  @Option(
      names = "--tolerance",
      paramLabel = "SCORE",
      description =
          "With --baseline: how much the score of a test may drop, from 0 to 1; by default 0.05.")
  @Nullable String tolerance;

  @Option(
      names = "--max-slowdown",
      paramLabel = "PERCENT",
      description =
          "With --baseline: how much slower answers may be, such as 20%%; only compared when engine"
              + " and machine are the same. By default, slower answers are told, and no failure.")
  @Nullable String maxSlowdown;

  /** Null when nothing is to be compared. */
  @Nullable Baseline baseline(@Nullable KeyChoice key) throws KitrailException {
    return Baseline.of(baseline, tolerance, maxSlowdown, key);
  }
}
