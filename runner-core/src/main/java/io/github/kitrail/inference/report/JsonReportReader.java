package io.github.kitrail.inference.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.json.Printable;
import io.github.kitrail.evidence.json.StrictJson;
import io.github.kitrail.inference.engine.Completion;
import io.github.kitrail.modelkit.Digest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads reports strictly: a verdict is made of them. Fields that are not known are not looked at,
 * as a later version may have added them.
 */
final class JsonReportReader {
  /** Some 100,000 tests. */
  private static final StrictJson.Documents JSON = StrictJson.upTo(5_000_000);

  private static final int MOST_TESTS = 1_000_000;

  private final String name;

  JsonReportReader(String name) {
    this.name = name;
  }

  TestReport read(byte[] utf8) throws KitrailException {
    ObjectNode json = JSON.parse(utf8, "The report " + name);
    ReportFields report = new ReportFields(json, "", this::invalid);
    if (report.whole("schemaVersion", 0, Integer.MAX_VALUE) != JsonReport.SCHEMA_VERSION) {
      throw invalid(
          "its schemaVersion is "
              + json.path("schemaVersion")
              + ", and only "
              + JsonReport.SCHEMA_VERSION
              + " is known; a newer kitrail wrote it");
    }
    SmokeReport results =
        new SmokeReport(
            report.text("engine"),
            report.text("model"),
            files(report),
            cases(report),
            report.number("seconds", 0, Double.MAX_VALUE));
    if (report.whole("failed", 0, Integer.MAX_VALUE) != results.failed()
        || report.whole("passed", 0, Integer.MAX_VALUE) != results.passed()) {
      throw invalid("it counts other tests than it lists; it was altered");
    }
    return new TestReport(
        report.text("target"), results, spec(report), shard(report), machine(report), null);
  }

  private TestedSpec spec(ReportFields report) throws KitrailException {
    ReportFields spec = report.object("spec");
    return new TestedSpec(spec.text("name"), digest(spec), spec.whole("tests", 0, MOST_TESTS));
  }

  private @Nullable Shard shard(ReportFields report) throws KitrailException {
    if (!report.has("shard")) {
      return null;
    }
    ReportFields shard = report.object("shard");
    int count = shard.whole("count", 1, Shard.MOST);
    return new Shard(shard.whole("index", 1, count), count);
  }

  private static @Nullable Machine machine(ReportFields report) throws KitrailException {
    if (!report.has("machine")) {
      return null;
    }
    ReportFields machine = report.object("machine");
    return new Machine(
        machine.text("os"),
        machine.text("architecture"),
        machine.text("cpu"),
        machine.whole("cores", 1, Integer.MAX_VALUE));
  }

  private Map<Path, Digest> files(ReportFields report) throws KitrailException {
    Map<Path, Digest> files = new LinkedHashMap<>();
    for (ReportFields file : report.objects("files")) {
      if (files.put(path(file.text("path")), digest(file)) != null) {
        throw invalid("it lists a file twice");
      }
    }
    return files;
  }

  private Path path(String text) throws KitrailException {
    try {
      Path path = Path.of(text).normalize();
      if (!path.isAbsolute() && !path.startsWith("..") && !path.toString().isEmpty()) {
        return path;
      }
    } catch (InvalidPathException e) {
      // Said below.
    }
    throw invalid("`" + text + "` is no path of a file below the model's folder");
  }

  private Digest digest(ReportFields of) throws KitrailException {
    String text = of.text("digest");
    try {
      return Digest.parse(text);
    } catch (KitrailException e) {
      throw invalid("`" + text + "` is no digest");
    }
  }

  private List<CaseResult> cases(ReportFields report) throws KitrailException {
    List<CaseResult> cases = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ReportFields fields : report.objects("cases")) {
      CaseResult result = result(fields);
      if (!names.add(result.name())) {
        throw invalid("it has two tests \"" + result.name() + "\"");
      }
      if (!result.status().word().equals(fields.text("status"))) {
        throw invalid(
            "its test \""
                + result.name()
                + "\" is said to have "
                + fields.text("status")
                + ", but what was checked says "
                + result.status().word()
                + "; it was altered");
      }
      cases.add(result);
    }
    if (cases.isEmpty()) {
      throw invalid("it has no test");
    }
    return cases;
  }

  private CaseResult result(ReportFields of) throws KitrailException {
    List<CheckedAssertion> assertions = new ArrayList<>();
    for (ReportFields it : of.objects("assertions")) {
      assertions.add(
          new CheckedAssertion(
              it.text("expected"),
              it.bool("holds"),
              it.number("score", 0, 1),
              it.number("weight", 0, Double.MAX_VALUE),
              it.has("detail") ? it.text("detail") : ""));
    }
    return new CaseResult(
        of.text("name"),
        of.has("prompt") ? of.text("prompt") : "",
        of.has("answer") ? completion(of) : null,
        assertions,
        of.has("threshold") ? of.number("threshold", 0, 1) : null,
        of.has("error") ? of.text("error") : null,
        of.number("seconds", 0, Double.MAX_VALUE));
  }

  private Completion completion(ReportFields of) throws KitrailException {
    String reason = of.text("finishReason");
    return new Completion(
        of.text("answer"),
        of.whole("promptTokens", 0, Integer.MAX_VALUE),
        of.whole("tokens", 0, Integer.MAX_VALUE),
        duration(of, "firstTokenSeconds"),
        duration(of, "answerSeconds"),
        Stream.of(Completion.FinishReason.values())
            .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(reason))
            .findFirst()
            .orElseThrow(() -> invalid("`" + reason + "` is no finishReason")));
  }

  private static Duration duration(ReportFields of, String field) throws KitrailException {
    // A year: what is longer would not fit into nanoseconds somewhere.
    return Duration.ofNanos(Math.round(of.number(field, 0, 31_536_000) * 1e9));
  }

  private KitrailException invalid(String reason) {
    return new KitrailException(
        ErrorCode.BAD_INPUT,
        "The report "
            + name
            + " cannot be used: "
            + Printable.of(reason)
            + ". `kitrail test --report FILE` writes one.");
  }
}
