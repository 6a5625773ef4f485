package io.github.kitrail.operations;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.predicate.Predicate;
import io.github.kitrail.evidence.predicate.ResourceDescriptor;
import io.github.kitrail.evidence.predicate.TestResult;
import io.github.kitrail.inference.report.EarlierResults;
import io.github.kitrail.inference.report.Machine;
import io.github.kitrail.modelkit.Digest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Results of smoke tests as in-toto's test result, which has lists of names only: the figures are
 * annotations of what was tested with, {@code configuration}. docs/test-reports.md has them.
 *
 * @see <a
 *     href="https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md">in-toto
 *     test result</a>
 */
final class TestPredicate {
  /** Tells the descriptors apart. */
  private static final String KIND = "kind";

  private static final String TESTS = "tests";
  private static final String ENGINE = "engine";
  private static final String MACHINE = "machine";

  /** Of the tests that passed with less than all; the others scored 1. */
  private static final String SCORES = "scores";

  private static final String SPEED = "tokensPerSecond";

  private TestPredicate() {}

  static Predicate of(Test.Result of) throws KitrailException {
    Test.Summary tests = of.tests();
    List<ResourceDescriptor> configuration = new ArrayList<>();
    ResourceDescriptor spec =
        ResourceDescriptor.ofName(of.spec(), "sha256", Digest.parse(of.specDigest()).hex())
            .with(KIND, TESTS);
    Map<String, Double> scores = new TreeMap<>();
    for (Test.Case it : tests.cases()) {
      if (passed(it) && it.score() < 1) {
        scores.put(it.name(), it.score());
      }
    }
    configuration.add(scores.isEmpty() ? spec : spec.with(SCORES, scores));
    ResourceDescriptor engine =
        new ResourceDescriptor(null, tests.engine(), Map.of()).with(KIND, ENGINE);
    Double speed = tests.tokensPerSecond();
    configuration.add(speed == null ? engine : engine.with(SPEED, speed));
    if (tests.machine() != null) {
      configuration.add(descriptor(tests.machine()));
    }
    return new TestResult(
            tests.good() ? TestResult.Result.PASSED : TestResult.Result.FAILED,
            configuration,
            null,
            tests.cases().stream().filter(TestPredicate::passed).map(Test.Case::name).toList(),
            List.of(),
            tests.cases().stream().filter(it -> !passed(it)).map(Test.Case::name).toList())
        .toPredicate();
  }

  private static boolean passed(Test.Case test) {
    return test.status().equals("passed");
  }

  private static ResourceDescriptor descriptor(Machine machine) {
    return new ResourceDescriptor(null, machine.toString(), Map.of())
        .with(KIND, MACHINE)
        .with("os", machine.os())
        .with("architecture", machine.architecture())
        .with("cpu", machine.cpu())
        .with("cores", machine.cores());
  }

  /**
   * What such a predicate tells. Of one that somebody else made, that are the tests that passed.
   *
   * @param name what the tested version is called
   */
  static EarlierResults read(Predicate predicate, String name) {
    JsonNode body = predicate.body();
    JsonNode spec = configured(body, TESTS);
    JsonNode engine = configured(body, ENGINE);
    JsonNode scores = spec.at("/annotations/" + SCORES);
    Map<String, Double> passed = new LinkedHashMap<>();
    for (JsonNode test : body.path("passedTests")) {
      passed.put(test.asText(), scores.path(test.asText()).asDouble(1));
    }
    String digest = spec.at("/digest/sha256").textValue();
    JsonNode speed = engine.at("/annotations/" + SPEED);
    return new EarlierResults(
        name,
        passed,
        digest == null ? null : "sha256:" + digest,
        engine.path("name").textValue(),
        machine(configured(body, MACHINE).path("annotations")),
        speed.isNumber() ? speed.asDouble() : null);
  }

  private static JsonNode configured(JsonNode body, String kind) {
    for (JsonNode descriptor : body.path("configuration")) {
      if (descriptor.at("/annotations/" + KIND).asText("").equals(kind)) {
        return descriptor;
      }
    }
    return body.path("configuration").path(-1);
  }

  private static @Nullable Machine machine(JsonNode annotations) {
    return annotations.isObject()
        ? new Machine(
            annotations.path("os").asText(""),
            annotations.path("architecture").asText(""),
            annotations.path("cpu").asText(""),
            annotations.path("cores").asInt(0))
        : null;
  }
}
