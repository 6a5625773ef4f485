package io.jenkins.plugins.kitrail.facts;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kitrail.command.ResultRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Result records as {@code kitrail COMMAND --output json} printed them for {@code
 * examples/faq-bot}, or for a copy whose test has a hostile name and a wrong answer. Only the
 * registry's and the folder's names were changed.
 */
final class Samples {
  static final String PLACE = "linux-1:/home/jenkins/workspace/faq";
  static final String REFERENCE = "registry.example.com/acme/faq-bot:1.1";

  private Samples() {}

  static Map<String, Object> record(String name) {
    try (InputStream stream = Samples.class.getResourceAsStream(name + ".json")) {
      byte[] json = Objects.requireNonNull(stream, name).readAllBytes();
      return Objects.requireNonNull(ResultRecord.parse(new String(json, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static StepFacts run() {
    return step("run", null, "run", "--tag=" + REFERENCE, "--");
  }

  static StepFacts runFailed() {
    return step("run-failed", "It failed.", "run", "--tag=" + REFERENCE, "--");
  }

  static StepFacts gateRefused() {
    return step("gate-refused", "It refused.", "gate", "--policy=policy.yaml", "--", of("1.2"));
  }

  static String of(String tag) {
    return "registry.example.com/acme/faq-bot:" + tag;
  }

  /**
   * @param sample null for a step without a result
   */
  static StepFacts step(@CheckForNull String sample, @CheckForNull String failure, String... line) {
    return StepFacts.of(
        List.of(line),
        PLACE,
        sample == null ? null : record(sample),
        failure,
        UnaryOperator.identity());
  }
}
