package io.github.kitrail.inference.report;

import io.github.kitrail.inference.engine.Completion;
import io.github.kitrail.inference.engine.Completion.FinishReason;
import io.github.kitrail.modelkit.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports as tests need them. */
final class Reports {
  static final Machine MACHINE = new Machine("Linux", "amd64", "Example CPU", 8);
  static final Digest SPEC = Digest.of("spec".getBytes(StandardCharsets.UTF_8));
  private static final Digest MODEL = Digest.of("model".getBytes(StandardCharsets.UTF_8));

  private Reports() {}

  static TestReport of(String target, SmokeReport results) {
    int tests = results.cases().size() - 1;
    return new TestReport(
        target, results, new TestedSpec("smoke.yaml", SPEC, tests), null, MACHINE, null);
  }

  /** A test of an answer with 101 tokens in a second, the first one at once. */
  static CaseResult test(String name, double score, Double threshold) {
    Completion answer =
        new Completion(
            "answer to " + name, 7, 101, Duration.ZERO, Duration.ofSeconds(1), FinishReason.STOP);
    CheckedAssertion assertion = new CheckedAssertion("to be good", score == 1, score, 1, "");
    return new CaseResult(name, "ask " + name, answer, List.of(assertion), threshold, null, 1);
  }

  static CaseResult passed(String name) {
    return test(name, 1, null);
  }

  static CaseResult loads(double seconds) {
    return new CaseResult("the model loads", "", null, List.of(), null, null, seconds);
  }

  /** Of all these tests, as one machine would have run them. */
  static TestReport whole(CaseResult... tests) {
    return shard(null, "engine 1", MACHINE, List.of(tests));
  }

  /**
   * @param tests all of the spec
   */
  static TestReport shard(Shard shard, String engine, Machine machine, List<CaseResult> tests) {
    List<CaseResult> cases = new ArrayList<>(List.of(loads(0.5)));
    cases.addAll(shard == null ? tests : shard.of(tests, 0));
    Map<Path, Digest> files = new LinkedHashMap<>(Map.of(Path.of("model", "faq.gguf"), MODEL));
    return new TestReport(
        "faq",
        new SmokeReport(engine, "faq, llama", files, cases, cases.size()),
        new TestedSpec("smoke.yaml", SPEC, tests.size()),
        shard,
        machine,
        null);
  }

  static byte[] json(TestReport report) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonReport.write(report, out);
    return out.toByteArray();
  }
}
