package io.github.kitrail.inference.report;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.engine.Completion;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** A report for programs, and to be read again. Fields are only ever added. */
public final class JsonReport {
  /** Counted up when a field changes its meaning. */
  static final int SCHEMA_VERSION = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonReport() {}

  /** Writes it in UTF-8. */
  public static void write(TestReport report, OutputStream out) throws IOException {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
    printer.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
    out.write(JSON.writer(printer).writeValueAsBytes(json(report)));
    out.write('\n');
    out.flush();
  }

  /**
   * Reads what {@link #write} wrote, all but the comparison, which is another run's to make.
   *
   * @param name what messages call the file
   * @throws KitrailException BAD_INPUT when it is no such report, or does not agree with itself
   */
  public static TestReport read(byte[] utf8, String name) throws KitrailException {
    return new JsonReportReader(name).read(utf8);
  }

  private static ObjectNode json(TestReport report) {
    SmokeReport results = report.results();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("schemaVersion", SCHEMA_VERSION);
    json.put("target", report.target());
    json.put("passed", results.passed());
    json.put("failed", results.failed());
    json.put("seconds", rounded(results.seconds()));
    Double speed = results.tokensPerSecond();
    if (speed != null) {
      json.put("tokensPerSecond", speed);
    }
    json.put("engine", results.engine());
    json.put("model", results.model());
    ArrayNode files = json.putArray("files");
    results
        .files()
        .forEach(
            (path, digest) ->
                files
                    .addObject()
                    .put("name", String.valueOf(path.getFileName()))
                    .put("path", slashes(path))
                    .put("digest", digest.toString()));
    json.putObject("spec")
        .put("name", report.spec().name())
        .put("digest", report.spec().digest().toString())
        .put("tests", report.spec().tests());
    if (report.shard() != null) {
      json.putObject("shard")
          .put("index", report.shard().index())
          .put("count", report.shard().count());
    }
    if (report.machine() != null) {
      json.putObject("machine")
          .put("os", report.machine().os())
          .put("architecture", report.machine().architecture())
          .put("cpu", report.machine().cpu())
          .put("cores", report.machine().cores());
    }
    if (report.comparison() != null) {
      json.set("baseline", json(report.comparison()));
    }
    ArrayNode cases = json.putArray("cases");
    results.cases().forEach(result -> cases.add(json(result)));
    return json;
  }

  private static ObjectNode json(Comparison comparison) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", comparison.baseline());
    ArrayNode regressions = json.putArray("regressions");
    comparison.regressions().forEach(regressions::add);
    ArrayNode notes = json.putArray("notes");
    comparison.notes().forEach(notes::add);
    if (comparison.speed() != null) {
      json.put("speed", comparison.speed());
    }
    return json;
  }

  private static ObjectNode json(CaseResult result) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", result.name());
    json.put("status", result.status().word());
    json.put("seconds", rounded(result.seconds()));
    json.put("score", result.score());
    if (result.threshold() != null) {
      json.put("threshold", result.threshold());
    }
    if (!result.prompt().isEmpty()) {
      json.put("prompt", result.prompt());
    }
    Completion completion = result.completion();
    if (completion != null) {
      json.put("answer", completion.text());
      json.put("promptTokens", completion.promptTokens());
      json.put("tokens", completion.tokens());
      json.put("firstTokenSeconds", seconds(completion.firstToken()));
      json.put("answerSeconds", seconds(completion.total()));
      json.put("finishReason", completion.finishReason().name().toLowerCase(Locale.ROOT));
    }
    ArrayNode assertions = json.putArray("assertions");
    for (CheckedAssertion it : result.assertions()) {
      ObjectNode node = expectation(it);
      node.put("holds", it.holds()).put("score", it.score()).put("weight", it.weight());
      assertions.add(node);
    }
    ArrayNode failures = json.putArray("failures");
    result.failures().forEach(it -> failures.add(expectation(it)));
    if (result.error() != null) {
      json.put("error", result.error());
    }
    return json;
  }

  private static ObjectNode expectation(CheckedAssertion assertion) {
    ObjectNode node =
        JsonNodeFactory.instance.objectNode().put("expected", assertion.expectation());
    if (!assertion.detail().isEmpty()) {
      node.put("detail", assertion.detail());
    }
    return node;
  }

  private static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }

  /** Milliseconds are enough. */
  private static double rounded(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }

  /** Small models write a token in less than a millisecond. */
  private static double seconds(Duration duration) {
    return Math.round(duration.toNanos() / 1e3) / 1e6;
  }
}
