package io.github.kitrail.inference.report;

import io.github.kitrail.inference.engine.Completion;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A page to read and to show to others: one file that needs no other. It has no script, and its
 * policy lets none run and nothing be fetched, whatever a model wrote.
 */
public final class HtmlReport {
  private static final String STYLE = "report.css";

  private HtmlReport() {}

  /** Writes it in UTF-8. */
  public static void write(TestReport report, OutputStream out) throws IOException {
    String style = style();
    Html page = new Html();
    page.head("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.open("meta", "http-equiv", "Content-Security-Policy", "content", policy(style)).line();
    page.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    page.open("meta", "name", "color-scheme", "content", "light dark").line();
    page.element("title", report.target() + ": " + verdict(report)).line();
    page.head("<style>" + style + "</style>\n</head>\n").open("body").line();
    // Before what they choose from: a style sheet looks forward only.
    filter(page, "all", "All", true);
    filter(page, "failed", "Failed only", false);
    page.open("main").line();
    summary(page, report);
    comparison(page, report);
    plots(page, report.results());
    List<CaseResult> cases = report.results().cases();
    for (int i = 0; i < cases.size(); i++) {
      HtmlCase.write(page, cases.get(i), id(i));
    }
    page.close("main").close("body").close("html").line();
    out.write(page.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void filter(Html page, String id, String label, boolean chosen) {
    String[] plain = {"type", "radio", "name", "show", "id", id};
    String[] checked = {"type", "radio", "name", "show", "id", id, "checked", ""};
    page.open("input", chosen ? checked : plain).element("label", label, "for", id).line();
  }

  private static String verdict(TestReport report) {
    SmokeReport results = report.results();
    String counts = results.passed() + " passed, " + results.failed() + " failed";
    Comparison comparison = report.comparison();
    if (comparison == null || comparison.regressions().isEmpty()) {
      return counts;
    }
    int worse = comparison.regressions().size();
    return counts + ", " + worse + " worse than " + comparison.baseline();
  }

  private static void summary(Html page, TestReport report) {
    SmokeReport results = report.results();
    page.open("header", "class", report.passed() ? "passed" : "failed");
    page.element("h1", report.target());
    page.element("p", verdict(report), "class", "verdict").open("dl");
    fact(page, "Model", results.model());
    fact(page, "Engine", results.engine());
    Double speed = results.tokensPerSecond();
    if (speed != null) {
      fact(page, "Speed", String.format(Locale.ROOT, "%.1f tokens/s", speed));
    }
    fact(page, "Time", HtmlCase.seconds(results.seconds()));
    if (report.machine() != null) {
      fact(page, "Machine", report.machine().toString());
    }
    fact(page, "Tests", report.spec().name() + " " + report.spec().digest());
    if (report.shard() != null) {
      fact(page, "Shard", report.shard() + " of " + report.spec().tests() + " tests");
    }
    for (Map.Entry<Path, Digest> file : results.files().entrySet()) {
      fact(page, String.valueOf(file.getKey().getFileName()), file.getValue().toString());
    }
    page.close("dl").close("header").line();
  }

  private static void fact(Html page, String name, String value) {
    page.element("dt", name).element("dd", value).line();
  }

  private static void comparison(Html page, TestReport report) {
    Comparison comparison = report.comparison();
    if (comparison == null) {
      return;
    }
    boolean good = comparison.regressions().isEmpty();
    page.open("section", "class", good ? "passed" : "failed");
    page.element("h2", "Compared with " + comparison.baseline());
    String speed =
        comparison.speed() == null
            ? ""
            : String.format(
                Locale.ROOT,
                " Answers are written at %.0f %% of its speed.",
                100 * comparison.speed());
    page.element("p", (good ? "Nothing is worse." : "This is worse:") + speed);
    list(page, comparison.regressions(), "regressions");
    list(page, comparison.notes(), "notes");
    page.close("section").line();
  }

  private static void list(Html page, List<String> sentences, String kind) {
    if (!sentences.isEmpty()) {
      page.open("ul", "class", kind);
      sentences.forEach(it -> page.element("li", it));
      page.close("ul").line();
    }
  }

  private static void plots(Html page, SmokeReport results) {
    List<HtmlPlot.Bar> latency = new ArrayList<>();
    List<HtmlPlot.Bar> speed = new ArrayList<>();
    for (int i = 0; i < results.cases().size(); i++) {
      CaseResult result = results.cases().get(i);
      Completion answer = result.completion();
      // Commands have no tokens.
      if (answer != null && answer.promptTokens() > 0) {
        double seconds = answer.total().toNanos() / 1e9;
        latency.add(new HtmlPlot.Bar(result.name(), id(i), result.passed(), seconds));
        Double tokens = result.tokensPerSecond();
        if (tokens != null) {
          speed.add(new HtmlPlot.Bar(result.name(), id(i), result.passed(), tokens));
        }
      }
    }
    if (latency.isEmpty()) {
      return;
    }
    page.open("section", "class", "plots");
    HtmlPlot.write(page, "Time to the end of each answer", "s", latency);
    HtmlPlot.write(page, "Speed of each answer, tokens per second", "/s", speed);
    page.close("section").line();
  }

  private static String id(int number) {
    return "test-" + (number + 1);
  }

  /** Only this style sheet counts, and nothing else does anything. */
  private static String policy(String style) {
    MessageDigest sha256 = Digest.sha256();
    String hash =
        Base64.getEncoder().encodeToString(sha256.digest(style.getBytes(StandardCharsets.UTF_8)));
    return "default-src 'none'; style-src 'sha256-"
        + hash
        + "'; base-uri 'none'; form-action 'none'";
  }

  private static String style() throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream(STYLE)) {
      if (in == null) {
        throw new IllegalStateException("the style sheet " + STYLE + " is not in the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
    }
  }
}
