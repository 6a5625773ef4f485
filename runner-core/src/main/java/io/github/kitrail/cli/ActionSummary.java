package io.github.kitrail.cli;

import io.github.kitrail.markdown.Markdown;
import io.github.kitrail.operations.Attest;
import io.github.kitrail.operations.CopyModelKit;
import io.github.kitrail.operations.Gate;
import io.github.kitrail.operations.LayerSummary;
import io.github.kitrail.operations.Publish;
import io.github.kitrail.operations.Render;
import io.github.kitrail.operations.ShowChain;
import io.github.kitrail.operations.TestPage;
import io.github.kitrail.operations.Unpack;
import io.github.kitrail.operations.Verify;
import io.github.kitrail.pipeline.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an action did, as a part of the page that sums up the job. */
final class ActionSummary {
  private final Markdown page = new Markdown();

  /**
   * @param result null when the command did not come that far
   * @param problems why it failed; empty when all went well
   */
  static Markdown of(Action action, @Nullable ActionResult result, List<String> problems) {
    ActionSummary summary = new ActionSummary();
    String mark = problems.isEmpty() ? "✅" : "❌";
    summary.page.heading(3, mark + " kitrail " + action.command());
    problems.forEach(it -> summary.page.paragraph(Markdown.text(it)));
    if (result != null) {
      summary.modelKit(result);
      summary.parts(result);
    }
    return summary.page;
  }

  private void modelKit(ActionResult result) {
    List<List<String>> rows = new ArrayList<>();
    if (result.reference() != null) {
      String untagged = result.succeeded() ? "" : " (not tagged)";
      rows.add(List.of("ModelKit", Markdown.code(result.reference()) + untagged));
    }
    if (result.digest() != null) {
      rows.add(List.of("Digest", Markdown.code(result.digest())));
    }
    page.table(List.of("", ""), rows);
  }

  private void parts(ActionResult result) {
    if (result.result() instanceof RunReport report) {
      run(report);
    } else if (result.result() instanceof Publish.Result published) {
      layers(published.layers());
    } else if (result.result() instanceof CopyModelKit.Result copied) {
      page.paragraph(
          Bytes.format(copied.movedBytes())
              + " moved, "
              + Bytes.format(copied.skippedBytes())
              + " already there, "
              + copied.evidence()
              + " signatures and attestations went along.");
      layers(copied.layers());
    } else if (result.result() instanceof Verify.Result verified) {
      items("Verified", verified.verified());
    } else if (result.result() instanceof Gate.Result gate) {
      gate(gate);
    } else if (result.result() instanceof Unpack.Result unpacked) {
      layers(unpacked.layers());
    } else if (result.result() instanceof ShowChain.Result chain) {
      chain(chain);
    } else if (result.tests() != null) {
      TestPage.append(page, result.tests());
    }
    rendered(result.deployed());
  }

  private void run(RunReport report) {
    page.table(
        List.of("Stage", "", "Time"),
        report.stages().stream()
            .map(
                it ->
                    List.of(
                        Markdown.text(it.name()), Markdown.mark(it.status()), time(it.seconds())))
            .toList());
    layers(report.layers());
    if (report.tests() != null) {
      TestPage.append(page, report.tests());
    }
    List<List<String>> evidence = new ArrayList<>();
    report.signatures().forEach(it -> evidence.add(row("signature", it.digest())));
    for (Attest.Result it : report.attestations()) {
      evidence.add(row(it.predicateType(), it.digest()));
    }
    page.table(List.of("Evidence", "Digest"), evidence);
    items("Embedded", report.embedded());
    if (report.verdict() != null) {
      page.paragraph("Gate: **" + Markdown.text(report.verdict()) + "**");
    }
    if (report.warning() != null) {
      page.paragraph("⚠️ " + Markdown.text(report.warning()));
    }
  }

  private static List<String> row(String what, String digest) {
    return List.of(Markdown.code(what), Markdown.code(digest));
  }

  private void layers(List<LayerSummary> layers) {
    page.table(
        List.of("Layer", "Size", "Digest"),
        layers.stream()
            .map(
                it ->
                    List.of(
                        Markdown.code(it.path() == null ? it.mediaType() : it.path()),
                        Bytes.format(it.size()),
                        Markdown.code(it.digest())))
            .toList());
  }

  private void gate(Gate.Result gate) {
    page.paragraph(
        "**"
            + gate.verdict()
            + "** by "
            + Markdown.code(gate.policy().file() + " " + gate.policy().digest()));
    rules("Rule", gate.rules());
    gate.bases().forEach(it -> rules("Rule for the base " + it.named(), it.rules()));
  }

  private void rules(String title, List<Gate.Rule> rules) {
    page.table(
        List.of(Markdown.text(title), "", "Why"),
        rules.stream()
            .map(
                it ->
                    List.of(
                        Markdown.text(it.rule()),
                        Markdown.mark(it.passed() ? "passed" : "failed"),
                        Markdown.text(it.explanation())))
            .toList());
  }

  private void chain(ShowChain.Result chain) {
    page.table(
        List.of("Stands on", "Digest"),
        chain.links().stream()
            .map(it -> List.of(Markdown.code(it.named()), Markdown.code(it.digest())))
            .toList());
    if (chain.outdated() != null) {
      page.paragraph(chain.outdated() ? "**Outdated**" : "Not outdated");
    }
    page.table(
        List.of("Changed", "", "Then", "Now"),
        chain.changes().stream()
            .map(
                it ->
                    List.of(
                        Markdown.text(it.what()),
                        Markdown.code(it.name()),
                        digest(it.before()),
                        digest(it.now())))
            .toList());
  }

  private static String digest(@Nullable String digest) {
    return digest == null ? "" : Markdown.code(digest);
  }

  private void items(String title, List<Verify.Item> items) {
    page.table(
        List.of(title, "Digest", "About"),
        items.stream()
            .map(
                it ->
                    List.of(
                        Markdown.code(it.predicateType()),
                        Markdown.code(it.digest()),
                        Markdown.text(it.about())))
            .toList());
  }

  private void rendered(List<Render.Result> rendered) {
    page.table(
        List.of("Laid out for", "Folder", ""),
        rendered.stream()
            .map(
                it ->
                    List.of(
                        Markdown.text(it.target()),
                        Markdown.code(it.path()),
                        Markdown.text(it.note() == null ? "" : it.note())))
            .toList());
  }

  private static String time(double seconds) {
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }
}
