package io.jenkins.plugins.kitrail.facts;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.util.Locale;

/** A smoke test that ran. */
public final class CaseFacts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final String status;
  private final double seconds;
  private final int line;
  @CheckForNull private final String failure;

  private CaseFacts(Fields test) {
    name = test.textOf("name");
    status = test.textOf("status");
    Double taken = test.number("seconds");
    seconds = taken == null ? 0 : taken;
    line = (int) test.count("line");
    failure = test.text("failure");
  }

  static CaseFacts of(Fields test) {
    return new CaseFacts(test);
  }

  public String getName() {
    return name;
  }

  /** {@code passed}, {@code failed} or {@code error}. */
  public String getStatus() {
    return status;
  }

  public boolean isPassed() {
    return status.equals("passed");
  }

  /** Such as {@code 0.25 s}. */
  public String getShownSeconds() {
    return String.format(Locale.ROOT, "%.2f s", seconds);
  }

  /** Of the spec, counted from 1; 0 for a test that stands in none. */
  public int getLine() {
    return line;
  }

  /** What was expected and what was answered, several lines; null when it passed. */
  @CheckForNull
  public String getFailure() {
    return failure;
  }
}
