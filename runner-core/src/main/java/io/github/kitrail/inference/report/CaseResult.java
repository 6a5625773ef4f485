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
 * @param error why there was none, else null
 * @param seconds how long it took
 */
public record CaseResult(
    String name,
    String prompt,
    @Nullable Completion completion,
    List<FailedAssertion> failures,
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
    failures = List.copyOf(failures);
  }

  public static CaseResult error(String name, String prompt, String reason, double seconds) {
    return new CaseResult(name, prompt, null, List.of(), reason, seconds);
  }

  public Status status() {
    if (error != null) {
      return Status.ERROR;
    }
    return failures.isEmpty() ? Status.PASSED : Status.FAILED;
  }

  public boolean passed() {
    return status() == Status.PASSED;
  }
}
