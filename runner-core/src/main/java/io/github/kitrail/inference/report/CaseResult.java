package io.github.kitrail.inference.report;

import io.github.kitrail.inference.engine.Completion;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came out of one test.
 *
 * @param prompt what the model was asked, empty for the loading of the model
 * @param completion the answer, null when there was none
 * @param assertions all that were checked
 * @param threshold the weighted mean of the scores that is enough; null when all must hold
 * @param error why there was none, else null
 * @param seconds how long it took
 */
public record CaseResult(
    String name,
    String prompt,
    @Nullable Completion completion,
    List<CheckedAssertion> assertions,
    @Nullable Double threshold,
    @Nullable String error,
    double seconds) {

  /** FAILED: the answer is wrong. ERROR: there is no answer. */
  public enum Status {
    PASSED,
    FAILED,
    ERROR;

    /** As reports write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public CaseResult {
    assertions = List.copyOf(assertions);
  }

  public static CaseResult error(String name, String prompt, String reason, double seconds) {
    return new CaseResult(name, prompt, null, List.of(), null, reason, seconds);
  }

  public Status status() {
    if (error != null) {
      return Status.ERROR;
    }
    boolean enough = threshold == null ? failures().isEmpty() : score() >= threshold;
    return enough ? Status.PASSED : Status.FAILED;
  }

  /** The assertions that do not hold and count. */
  public List<CheckedAssertion> failures() {
    return assertions.stream().filter(it -> !it.holds() && it.weight() > 0).toList();
  }

  /** The weighted mean of the scores, 0 to 1; 1 without assertions that count, 0 without answer. */
  public double score() {
    double weights = assertions.stream().mapToDouble(CheckedAssertion::weight).sum();
    if (error != null) {
      return 0;
    }
    return weights == 0
        ? 1
        : assertions.stream().mapToDouble(it -> it.score() * it.weight()).sum() / weights;
  }

  /** How fast the answer was written, from its first token on; null when it is shorter than two. */
  public @Nullable Double tokensPerSecond() {
    if (completion == null || completion.tokens() < 2) {
      return null;
    }
    long nanos = completion.total().minus(completion.firstToken()).toNanos();
    return nanos <= 0 ? null : (completion.tokens() - 1) * 1e9 / nanos;
  }

  public boolean passed() {
    return status() == Status.PASSED;
  }
}
