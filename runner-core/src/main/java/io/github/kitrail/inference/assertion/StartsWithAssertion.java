package io.github.kitrail.inference.assertion;

import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlMapping;

/** {@code starts-with}. */
record StartsWithAssertion(String beginning) implements Assertion {
  static Assertion read(String word, String key, YamlMapping entry) throws KitrailException {
    return new StartsWithAssertion(Assertions.text(key, entry).stripLeading());
  }

  @Override
  public String expectation() {
    return "to start with: " + beginning;
  }

  @Override
  public Outcome check(Answer answer) {
    return Outcome.of(answer.text().stripLeading().startsWith(beginning));
  }
}
