package io.github.kitrail.inference.assertion;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.engine.Completion.FinishReason;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.util.Locale;

/** {@code finish-reason}: the model came to an end ({@code stop}), or was cut ({@code length}). */
record FinishReasonAssertion(FinishReason reason) implements Assertion {
  static Assertion read(String word, String key, YamlMapping entry) throws KitrailException {
    YamlValue value = entry.require(key);
    for (FinishReason reason : FinishReason.values()) {
      if (word(reason).equals(value.text())) {
        return new FinishReasonAssertion(reason);
      }
    }
    throw value.error("`" + key + "` takes `stop` or `length`");
  }

  private static String word(FinishReason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String expectation() {
    return "to end because of: " + word(reason);
  }

  @Override
  public Outcome check(Answer answer) {
    FinishReason found = answer.completion().finishReason();
    return Outcome.of(found == reason, "it ended because of " + word(found));
  }
}
