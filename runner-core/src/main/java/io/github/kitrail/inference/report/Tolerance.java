package io.github.kitrail.inference.report;

import io.github.kitrail.evidence.json.Printable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How much worse than an earlier version is good enough.
 *
 * @param score how much a test's score may drop, 0 to 1
 * @param slowdown by which part the answers may be slower, 0.2 for a fifth; null for whatever it is
 */
public record Tolerance(double score, @Nullable Double slowdown) {
  /** Enough for an answer in other words, where a measure of likeness says how good it is. */
  public static final double SCORE = 0.05;

  /** So that 0.95 and 1 are 0.05 apart, whatever binary fractions make of them. */
  private static final double ROUNDING = 1e-9;

  /**
   * Compares a report with what an earlier version came to.
   *
   * @param all each time that it was tested, at least one: counts that with the same engine, with
   *     the same machine, with the most tests that passed, in this order
   */
  public Comparison compare(List<EarlierResults> all, TestReport report) {
    return compare(
        Collections.max(
            all,
            Comparator.<EarlierResults>comparingInt(
                    it -> report.results().engine().equals(it.engine()) ? 1 : 0)
                .thenComparingInt(it -> Objects.equals(report.machine(), it.machine()) ? 1 : 0)
                .thenComparingInt(it -> it.scores().size())),
        report);
  }

  private Comparison compare(EarlierResults earlier, TestReport report) {
    List<String> regressions = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Map<String, CaseResult> here =
        report.results().cases().stream()
            .collect(Collectors.toMap(CaseResult::name, Function.identity()));
    earlier.scores().forEach((name, score) -> compare(name, score, here.get(name), regressions));
    String spec = report.spec().digest().toString();
    if (earlier.spec() != null && !earlier.spec().equals(spec)) {
      notes.add("The smoke tests are others than those of " + earlier.name() + ".");
    }
    Double speed = speed(earlier, report, notes);
    if (speed != null && slowdown != null && speed < 1 - slowdown - ROUNDING) {
      regressions.add(
          String.format(
              Locale.ROOT,
              "The answers are written %.0f %% slower: %s tokens/s there, %s here. At most %.0f %%"
                  + " is tolerated.",
              100 * (1 - speed),
              earlier.tokensPerSecond(),
              report.results().tokensPerSecond(),
              100 * slowdown));
    }
    return new Comparison(earlier.name(), regressions, notes, speed);
  }

  private void compare(
      String name, double before, @Nullable CaseResult now, List<String> regressions) {
    String test = "\"" + Printable.of(name) + "\"";
    if (now == null) {
      regressions.add(test + " passed there and is missing here.");
    } else if (!now.passed()) {
      regressions.add(
          test
              + " passed there and "
              + (now.error() == null ? "failed here." : "ended in an error here."));
    } else if (now.score() < before - score - ROUNDING) {
      regressions.add(
          String.format(
              Locale.ROOT,
              "%s scored %.2f there and %.2f here. A drop of at most %s is tolerated.",
              test,
              before,
              now.score(),
              score));
    }
  }

  /** Figures of unlike machines or engines say nothing about a model. */
  private @Nullable Double speed(EarlierResults earlier, TestReport report, List<String> notes) {
    String engine = report.results().engine();
    Double before = earlier.tokensPerSecond();
    Double now = report.results().tokensPerSecond();
    String reason = null;
    if (earlier.engine() != null && !earlier.engine().equals(engine)) {
      reason = "the engine was " + Printable.of(earlier.engine()) + ", and here it is " + engine;
    } else if (earlier.engine() == null || before == null || now == null) {
      reason = "it is not known on both sides";
    } else if (earlier.machine() == null || !earlier.machine().equals(report.machine())) {
      reason =
          "the machine was "
              + inWords(earlier.machine())
              + ", and here it is "
              + inWords(report.machine());
    }
    if (reason != null) {
      notes.add("The speed was not compared: " + reason + ".");
      return null;
    }
    return Objects.requireNonNull(now) / Objects.requireNonNull(before);
  }

  private static String inWords(@Nullable Machine machine) {
    return machine == null ? "not a single known one" : Printable.of(machine.toString());
  }
}
