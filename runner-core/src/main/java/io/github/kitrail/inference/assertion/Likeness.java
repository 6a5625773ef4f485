package io.github.kitrail.inference.assertion;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.assertion.Assertion.Outcome;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.util.Locale;
import java.util.Optional;

/** What words have in common that measure how like an answer is to a text. */
final class Likeness {
  /** promptfoo's. */
  private static final double DEFAULT_THRESHOLD = 0.75;

  private Likeness() {}

  /** The field {@code threshold}, 0 to 1. */
  static double threshold(YamlMapping entry) throws KitrailException {
    Optional<YamlValue> given = entry.get("threshold");
    return given.isEmpty() ? DEFAULT_THRESHOLD : given.get().number(0, 1);
  }

  static Outcome outcome(double likeness, double threshold) {
    double score = Math.max(0, Math.min(1, likeness));
    return Outcome.of(
        likeness >= threshold, score, String.format(Locale.ROOT, "it is %.2f", likeness));
  }
}
