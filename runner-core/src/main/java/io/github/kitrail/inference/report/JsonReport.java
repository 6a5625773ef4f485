package io.github.kitrail.inference.report;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.inference.engine.Completion;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** A report for programs. Fields are only ever added. */
public final class JsonReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Counted up when a field changes its meaning. */
  private static final int SCHEMA_VERSION = 1;

  private JsonReport() {}

  /** The report as it stands in the record of a run. */
  public static ObjectNode json(SmokeReport report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("passed", report.passed());
    json.put("failed", report.failed());
    json.put("seconds", rounded(report.seconds()));
    Double speed = report.tokensPerSecond();
    if (speed != null) {
      json.put("tokensPerSecond", speed);
    }
    json.put("engine", report.engine());
    json.put("model", report.model());
    ArrayNode files = json.putArray("files");
    report
        .files()
        .forEach(
            (path, digest) ->
                files
                    .addObject()
                    .put("name", String.valueOf(path.getFileName()))
                    .put("digest", digest.toString()));
    ArrayNode cases = json.putArray("cases");
    report.cases().forEach(result -> cases.add(json(result)));
    return json;
  }

  /** A file of its own, in UTF-8. */
  public static void write(SmokeReport report, OutputStream out) throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("schemaVersion", SCHEMA_VERSION);
    json.setAll(json(report));
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
    printer.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
    out.write(JSON.writer(printer).writeValueAsBytes(json));
    out.write('\n');
    out.flush();
  }

  private static ObjectNode json(CaseResult result) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", result.name());
    json.put("status", result.status().word());
    json.put("seconds", rounded(result.seconds()));
    if (!result.prompt().isEmpty()) {
      json.put("prompt", result.prompt());
    }
    Completion completion = result.completion();
    if (completion != null) {
      json.put("answer", completion.text());
      json.put("promptTokens", completion.promptTokens());
      json.put("tokens", completion.tokens());
      json.put("firstTokenSeconds", rounded(completion.firstToken().toNanos() / 1e9));
      json.put("finishReason", completion.finishReason().name().toLowerCase(Locale.ROOT));
    }
    ArrayNode failures = json.putArray("failures");
    for (CheckedAssertion failure : result.failures()) {
      ObjectNode node = failures.addObject().put("expected", failure.expectation());
      if (!failure.detail().isEmpty()) {
        node.put("detail", failure.detail());
      }
    }
    if (result.error() != null) {
      json.put("error", result.error());
    }
    return json;
  }

  /** Milliseconds are enough. */
  private static double rounded(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }
}
