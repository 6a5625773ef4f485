package io.github.kitrail.inference.report;

import io.github.kitrail.inference.engine.Completion;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One test on the page: what was asked, expected and answered, and how long that took. */
final class HtmlCase {
  private HtmlCase() {}

  /**
   * @param id of its part of the page
   */
  static void write(Html page, CaseResult result, String id) {
    String state = result.passed() ? "passed" : "failed";
    page.open("article", "class", state, "id", id);
    if (result.passed()) {
      page.open("details");
    } else {
      page.open("details", "open", "");
    }
    page.open("summary");
    page.element("span", result.passed() ? "✓" : "✗", "class", "mark", "aria-hidden", "true");
    page.element("h2", result.name());
    page.element("span", result.status().word(), "class", "state");
    page.element("span", seconds(result.seconds()), "class", "time");
    page.close("summary").line();
    if (!result.prompt().isEmpty()) {
      block(page, "Prompt", result.prompt(), "prompt");
    }
    Completion answer = result.completion();
    if (answer != null) {
      block(page, "Answer", answer.text().isBlank() ? "(nothing)" : answer.text(), "answer");
    }
    if (result.error() != null) {
      block(page, "Error", result.error(), "error");
    }
    expectations(page, result);
    // Commands have no tokens.
    if (answer != null && answer.promptTokens() > 0) {
      figures(page, answer, result.tokensPerSecond());
    }
    page.close("details").close("article").line();
  }

  private static void block(Html page, String title, String text, String kind) {
    page.element("h3", title).element("pre", text, "class", kind).line();
  }

  private static void expectations(Html page, CaseResult result) {
    if (result.assertions().isEmpty()) {
      return;
    }
    page.element("h3", "Expected").open("table").open("tbody");
    for (CheckedAssertion it : result.assertions()) {
      page.open("tr", "class", it.holds() ? "holds" : "fails");
      page.element("td", it.holds() ? "✓" : "✗", "class", "mark");
      page.open("td").text(it.expectation());
      if (!it.detail().isEmpty()) {
        page.element("small", it.detail());
      }
      page.close("td").element("td", score(it), "class", "number").close("tr");
    }
    page.close("tbody").close("table").line();
    if (result.threshold() != null) {
      page.element(
          "p",
          "Scored "
              + String.format(Locale.ROOT, "%.2f", result.score())
              + ", and "
              + result.threshold()
              + " is enough.");
    }
  }

  /** Nothing where a score only repeats the mark. */
  private static String score(CheckedAssertion it) {
    boolean plain = it.weight() == 1 && it.score() == (it.holds() ? 1 : 0);
    String weight = it.weight() == 1 ? "" : " × " + it.weight();
    return plain ? "" : String.format(Locale.ROOT, "%.2f", it.score()) + weight;
  }

  private static void figures(Html page, Completion answer, @Nullable Double speed) {
    page.element(
        "p",
        answer.promptTokens()
            + " tokens asked, "
            + answer.tokens()
            + " answered; the first after "
            + millis(answer.firstToken())
            + ", all after "
            + millis(answer.total())
            + (speed == null ? "" : String.format(Locale.ROOT, "; %.1f tokens/s", speed))
            + "; ended with "
            + answer.finishReason().name().toLowerCase(Locale.ROOT)
            + ".",
        "class",
        "figures");
  }

  static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.2f s", seconds);
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
  }
}
