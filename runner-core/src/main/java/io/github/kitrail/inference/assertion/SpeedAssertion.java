package io.github.kitrail.inference.assertion;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.engine.Completion;
import io.github.kitrail.yaml.YamlMapping;
import java.util.Locale;

/** {@code tokens-per-second}: the answer was written at least so fast, from its first token on. */
record SpeedAssertion(double least) implements Assertion {
  private static final double MOST = 1e6;

  static Assertion read(String word, String key, YamlMapping entry) throws KitrailException {
    return new SpeedAssertion(entry.require(key).number(0, MOST));
  }

  @Override
  public String expectation() {
    return "to be written at " + least + " tokens/s or faster";
  }

  @Override
  public Outcome check(Answer answer) {
    Completion completion = answer.completion();
    double seconds = completion.total().minus(completion.firstToken()).toNanos() / 1e9;
    if (completion.tokens() < 2 || seconds <= 0) {
      return Outcome.undecided("an answer of one token has no speed");
    }
    double speed = (completion.tokens() - 1) / seconds;
    return Outcome.of(speed >= least, String.format(Locale.ROOT, "it was %.1f tokens/s", speed));
  }
}
