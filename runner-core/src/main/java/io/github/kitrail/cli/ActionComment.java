package io.github.kitrail.cli;

import io.github.kitrail.markdown.Markdown;
import io.github.kitrail.operations.Gate;
import io.github.kitrail.operations.LayerSummary;
import io.github.kitrail.operations.ListAttestations;
import io.github.kitrail.pipeline.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a reviewer is told of a ModelKit: how it did, and what changed since the base branch. */
final class ActionComment {
  /** More layers or names than anybody reads; the job summary has them all. */
  private static final int MOST = 50;

  private final Markdown page = new Markdown();

  /**
   * @param subject what the step is about
   * @param log the page with the log; null for none
   */
  static Markdown of(
      Action action,
      String subject,
      ActionOutcome outcome,
      BaseComparison comparison,
      @Nullable String log) {
    ActionComment comment = new ActionComment();
    String mark = outcome.passed() ? "✅" : "❌";
    comment.page.paragraph(
        "### " + mark + " kitrail " + action.command() + " " + Markdown.code(subject));
    outcome.problems().forEach(it -> comment.page.paragraph(Markdown.text(it)));
    comment.modelKit(outcome.result());
    comment.changes(outcome, comparison);
    if (log != null) {
      comment.page.paragraph("[The log and the job summary](" + log + ")");
    }
    return comment.page;
  }

  private void modelKit(@Nullable ActionResult result) {
    if (result == null) {
      return;
    }
    if (result.pinned() != null) {
      page.paragraph(Markdown.code(result.pinned()) + (result.succeeded() ? "" : " (not tagged)"));
    }
    if (result.verdict() != null) {
      page.paragraph("Gate: **" + Markdown.text(result.verdict()) + "**");
    }
    if (result.result() instanceof Gate.Result gate) {
      gate.rules().stream()
          .filter(it -> !it.passed())
          .limit(MOST)
          .forEach(it -> page.paragraph("❌ " + Markdown.text(it.explanation())));
    }
    if (result.result() instanceof RunReport report && report.warning() != null) {
      page.paragraph("⚠️ " + Markdown.text(report.warning()));
    }
  }

  private void changes(ActionOutcome outcome, BaseComparison comparison) {
    if (comparison.problem() != null) {
      page.paragraph(Markdown.text(comparison.problem()));
    } else {
      page.paragraph("Compared with " + Markdown.code(comparison.base()) + ":");
    }
    if (comparison.layers() != null) {
      layers(LayerChanges.of(comparison.layers()));
    }
    TestNames now = TestNames.of(outcome.result() == null ? null : outcome.result().tests());
    TestNames attested = TestNames.attested(comparison.after());
    tests(now == null ? attested : now, TestNames.attested(comparison.before()), comparison);
    // A dry run signs nothing, which is no loss.
    if (!(outcome.result() != null
        && outcome.result().result() instanceof RunReport report
        && report.failure() == null
        && report.signatures().isEmpty())) {
      evidence(comparison);
    }
  }

  private void layers(LayerChanges changes) {
    page.table(
        List.of("Layer", "Base", "This", ""),
        changes.changes().stream().limit(MOST).map(ActionComment::row).toList());
    int more = changes.changes().size() - MOST;
    page.paragraph(
        (more > 0 ? more + " more layers changed. " : "")
            + (changes.changes().isEmpty()
                ? "All layers are the same: "
                : changes.same() + " layers are the same. In all ")
            + Bytes.format(changes.after())
            + ", "
            + LayerChanges.difference(changes.before(), changes.after())
            + ".");
  }

  private static List<String> row(LayerChanges.Change change) {
    LayerSummary before = change.before();
    LayerSummary after = change.after();
    return List.of(
        Markdown.code(change.name()),
        before == null ? "" : Bytes.format(before.size()),
        after == null ? "" : Bytes.format(after.size()),
        before == null
            ? "new"
            : after == null
                ? "gone"
                : "changed, " + LayerChanges.difference(before.size(), after.size()));
  }

  private void tests(@Nullable TestNames now, @Nullable TestNames then, BaseComparison comparison) {
    if (now != null) {
      page.paragraph(
          "**" + now.passed().size() + " smoke tests passed, " + now.failed().size() + " failed**");
    }
    if (comparison.before() == null) {
      return;
    }
    if (then == null) {
      page.paragraph("The base has no attested test result.");
      return;
    }
    page.paragraph(
        "The base's test result says: "
            + then.passed().size()
            + " passed, "
            + then.failed().size()
            + " failed (read, not verified).");
    if (now != null) {
      names("Fails now", now.failed().stream().filter(it -> !then.failed().contains(it)).toList());
      names("Passes now", now.passed().stream().filter(then.failed()::contains).toList());
      names("New", now.all().stream().filter(it -> !then.all().contains(it)).toList());
      names("Gone", then.all().stream().filter(it -> !now.all().contains(it)).toList());
    }
  }

  private void names(String title, List<String> names) {
    if (!names.isEmpty()) {
      List<String> shown = names.stream().limit(MOST).map(Markdown::code).toList();
      int more = names.size() - MOST;
      page.paragraph(
          title + ": " + String.join(", ", shown) + (more > 0 ? " and " + more + " more" : ""));
    }
  }

  private void evidence(BaseComparison comparison) {
    if (comparison.after() == null) {
      return;
    }
    Map<String, Integer> after = count(comparison.after());
    Map<String, Integer> before = count(comparison.before());
    List<List<String>> rows = new ArrayList<>();
    Map<String, Integer> all = new TreeMap<>(before);
    all.putAll(after);
    for (String type : all.keySet().stream().limit(MOST).toList()) {
      rows.add(
          List.of(
              Markdown.code(type),
              comparison.before() == null ? "?" : before.getOrDefault(type, 0).toString(),
              after.getOrDefault(type, 0).toString()));
    }
    page.table(List.of("Evidence (not verified here)", "Base", "This"), rows);
    if (rows.isEmpty()) {
      page.paragraph("Neither has a signature or an attestation.");
    }
  }

  private static Map<String, Integer> count(ListAttestations.@Nullable Result evidence) {
    Map<String, Integer> count = new TreeMap<>();
    if (evidence != null) {
      evidence.attestations().forEach(it -> count.merge(it.predicateType(), 1, Integer::sum));
    }
    return count;
  }
}
