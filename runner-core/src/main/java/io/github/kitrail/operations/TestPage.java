package io.github.kitrail.operations;

import io.github.kitrail.markdown.Markdown;
import java.util.List;
import java.util.Locale;

/** The results of smoke tests in Markdown, on a page of their own or as a part of one. */
public final class TestPage {
  private TestPage() {}

  /**
   * A page of its own.
   *
   * @param target what was tested
   */
  static Markdown of(String target, Test.Summary tests) {
    Markdown page = new Markdown();
    page.heading(2, (tests.good() ? "✅ " : "❌ ") + target);
    append(page, tests);
    return page;
  }

  /** Adds what a reader wants to know of them. */
  public static void append(Markdown page, Test.Summary tests) {
    String speed =
        tests.tokensPerSecond() == null ? "" : ", " + tests.tokensPerSecond() + " tokens/s";
    String shard = tests.shard() == null ? "" : ", shard " + tests.shard();
    page.paragraph(
        "**"
            + tests.passed()
            + " smoke tests passed, "
            + tests.failed()
            + " failed** with "
            + Markdown.text(tests.engine() + speed + shard));
    compared(page, tests);
    page.table(
        List.of("Test", "", "Time", "Tokens/s"),
        tests.cases().stream()
            .map(
                it ->
                    List.of(
                        Markdown.text(it.name()),
                        Markdown.mark(it.status()),
                        String.format(Locale.ROOT, "%.1f s", it.seconds()),
                        it.tokensPerSecond() == null ? "" : it.tokensPerSecond().toString()))
            .toList());
    if (!tests.failures().isEmpty()) {
      page.details("What was expected and answered", String.join("\n", tests.failures()));
    }
  }

  private static void compared(Markdown page, Test.Summary tests) {
    if (tests.baseline() == null) {
      return;
    }
    Test.Compared with = tests.baseline();
    String speed =
        with.speed() == null
            ? ""
            : String.format(Locale.ROOT, ", at %.0f %% of its speed", 100 * with.speed());
    page.paragraph(
        (with.regressions().isEmpty() ? "✅ Nothing is worse than " : "❌ Worse than ")
            + Markdown.code(with.name())
            + speed);
    with.regressions().forEach(it -> page.paragraph("❌ " + Markdown.text(it)));
    with.notes().forEach(it -> page.paragraph(Markdown.text(it)));
  }
}
