package io.github.kitrail.inference.assertion;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.engine.EngineException;
import io.github.kitrail.yaml.YamlMapping;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code perplexity}: the model is at most so surprised by a text.
 *
 * @param text null for the answer
 */
record PerplexityAssertion(double most, @Nullable String text) implements Assertion {
  private static final double MOST = 1e9;

  static Assertion read(String word, String key, YamlMapping entry) throws KitrailException {
    String text = entry.get("text").isPresent() ? Assertions.text("text", entry) : null;
    return new PerplexityAssertion(entry.require(key).number(1, MOST), text);
  }

  @Override
  public String expectation() {
    return "to have a perplexity of at most " + most + (text == null ? "" : " for: " + text);
  }

  @Override
  public Outcome check(Answer answer) throws EngineException, KitrailException {
    double found = answer.session().perplexity(text == null ? answer.text() : text);
    return Outcome.of(found <= most, String.format(Locale.ROOT, "it is %.2f", found));
  }
}
