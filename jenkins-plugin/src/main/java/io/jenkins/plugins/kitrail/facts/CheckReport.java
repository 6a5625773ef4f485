package io.jenkins.plugins.kitrail.facts;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.List;

/**
 * What is told to the place where the sources are, such as GitHub's checks.
 *
 * @param name the same for each build of a ModelKit, as a later one replaces an earlier one
 * @param title one line
 * @param summary Markdown
 */
public record CheckReport(
    String name, boolean passed, String title, String summary, List<Note> notes) {
  public CheckReport {
    notes = List.copyOf(notes);
  }

  /**
   * A remark on a line of a source.
   *
   * @param path relative to the root of the workspace, with {@code /}
   * @param line counted from 1
   * @param message plain text
   */
  public record Note(String path, int line, String title, String message) {}

  /**
   * What a step found out; empty for one that neither tested nor decided.
   *
   * @param folder of the step, relative to the root of the workspace; empty for that root
   */
  public static List<CheckReport> of(StepFacts step, String folder) {
    List<CheckReport> reports = new ArrayList<>();
    TestFacts tests = TestFacts.of(step.record());
    String family = ModelKitFacts.of(step).getFamily();
    if (tests != null) {
      reports.add(tests(family, tests, notes(step, folder)));
    }
    String verdict = step.record().text("verdict");
    if (verdict != null) {
      List<RuleFacts> rules = step.record().list("rules").stream().map(RuleFacts::of).toList();
      reports.add(gate(family, verdict, rules, step, folder));
    }
    return reports;
  }

  private static CheckReport tests(String family, TestFacts tests, List<Note> notes) {
    StringBuilder summary = new StringBuilder();
    summary.append(MarkdownText.of(tests.getEngine()));
    if (tests.getTokensPerSecond() != null) {
      summary.append(", ").append(tests.getTokensPerSecond()).append(" tokens/s");
    }
    summary.append("\n\n| test | | |\n| --- | --- | --- |\n");
    for (CaseFacts it : tests.getCases()) {
      summary.append("| ").append(MarkdownText.of(it.getName()));
      summary.append(" | ").append(it.getStatus());
      summary.append(" | ").append(it.getShownSeconds()).append(" |\n");
    }
    if (tests.getMore() > 0) {
      summary.append("\nand ").append(tests.getMore()).append(" more\n");
    }
    return new CheckReport(
        "Kitrail tests / " + family,
        tests.getFailed() == 0,
        tests.getPassed() + " of " + tests.getTotal() + " smoke tests passed",
        summary.toString(),
        notes);
  }

  private static CheckReport gate(
      String family, String verdict, List<RuleFacts> rules, StepFacts step, String folder) {
    boolean passed = verdict.equals("PASSED");
    StringBuilder summary = new StringBuilder("| | rule | why |\n| --- | --- | --- |\n");
    rules.forEach(
        it -> {
          summary.append("| ").append(it.isPassed() ? "passed" : "failed");
          summary.append(" | ").append(MarkdownText.of(it.getName()));
          summary.append(" | ").append(MarkdownText.of(it.getExplanation())).append(" |\n");
        });
    List<Note> notes = new ArrayList<>();
    Fields policy = step.record().record("policy");
    String path = policy == null ? null : path(folder, policy.text("path"));
    for (RuleFacts rule : rules) {
      if (path != null && !rule.isPassed()) {
        notes.add(
            new Note(path, Math.max(1, rule.getLine()), rule.getName(), rule.getExplanation()));
      }
    }
    String title = passed ? "The policy lets it pass" : "The policy does not let it pass";
    return new CheckReport("Kitrail gate / " + family, passed, title, summary.toString(), notes);
  }

  /** A run names the place of each failure, and a test the file of them all. */
  private static List<Note> notes(StepFacts step, String folder) {
    List<Note> notes = new ArrayList<>();
    Fields failure = step.record().record("failure");
    for (Fields it : failure == null ? List.<Fields>of() : failure.list("remarks")) {
      note(notes, path(folder, it.text("file")), it.count("line"), it.textOf("message"));
    }
    String spec = path(folder, step.record().text("specPath"));
    TestFacts tests = TestFacts.of(step.record());
    if (tests != null && spec != null) {
      for (CaseFacts it : tests.getCases()) {
        if (it.getFailure() != null) {
          note(notes, spec, it.getLine(), it.getFailure());
        }
      }
    }
    return notes;
  }

  private static void note(List<Note> notes, @CheckForNull String path, long line, String message) {
    if (path != null && !message.isEmpty()) {
      String title = message.lines().findFirst().orElse("");
      notes.add(new Note(path, (int) Math.max(1, line), title, message));
    }
  }

  /** Null for a file that is not in the workspace. */
  @CheckForNull
  private static String path(String folder, @CheckForNull String file) {
    if (file == null) {
      return null;
    }
    String name = file.replace('\\', '/').replaceFirst("^(\\./)+", "");
    String path = folder.isEmpty() ? name : folder + "/" + name;
    boolean inside = !file.startsWith("/") && !file.contains(":") && !path.contains("..");
    return inside ? path : null;
  }
}
