package io.github.kitrail.inference.report;

import io.github.kitrail.inference.engine.Completion;
import java.util.Locale;

/** A report for people to read. */
public final class TextReport {
  private static final int LONGEST = 1000;

  private TextReport() {}

  /** One block for each test that did not pass: what was expected and what was answered. */
  public static String failures(SmokeReport report) {
    StringBuilder text = new StringBuilder();
    for (CaseResult result : report.cases()) {
      if (!result.passed()) {
        text.append(text.isEmpty() ? "" : "\n").append(failure(result));
      }
    }
    return text.toString();
  }

  /**
   * One failed test, such as
   *
   * <pre>
   * capital: failed after 0.21 s
   *   asked:     What is the capital of France?
   *   expected:  to contain: Paris
   *   answered:  London.
   * </pre>
   */
  public static String failure(CaseResult result) {
    StringBuilder text = new StringBuilder();
    String seconds = String.format(Locale.ROOT, "%.2f s", result.seconds());
    text.append(result.name()).append(": ").append(result.status().word());
    text.append(" after ").append(seconds).append('\n');
    if (!result.prompt().isEmpty()) {
      line(text, "asked", result.prompt());
    }
    for (CheckedAssertion failure : result.failures()) {
      line(text, "expected", failure.expectation());
      if (!failure.detail().isEmpty()) {
        line(text, "", failure.detail());
      }
    }
    Completion completion = result.completion();
    if (completion != null && result.threshold() != null) {
      String score = String.format(Locale.ROOT, "%.2f", result.score());
      line(text, "scored", score + ", and " + result.threshold() + " was expected");
    }
    if (completion != null) {
      line(text, "answered", completion.text().isBlank() ? "(nothing)" : completion.text());
    }
    if (result.error() != null) {
      line(text, "error", result.error());
    }
    return text.toString();
  }

  /** Further lines of a value stand below its first one. */
  private static void line(StringBuilder text, String label, String value) {
    String shown = Printable.text(shortened(value.strip())).replace("\n", "\n             ");
    String name = label.isEmpty() ? "" : label + ":";
    text.append(String.format(Locale.ROOT, "  %-11s%s\n", name, shown));
  }

  private static String shortened(String value) {
    int more = value.length() - LONGEST;
    return more <= 0 ? value : value.substring(0, LONGEST) + "… (" + more + " characters more)";
  }
}
