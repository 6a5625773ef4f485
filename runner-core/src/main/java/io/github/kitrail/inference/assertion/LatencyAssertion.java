package io.github.kitrail.inference.assertion;

import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlMapping;

/** {@code latency}: the whole answer is there within so many milliseconds. */
record LatencyAssertion(int milliseconds) implements Assertion {
  static Assertion read(String word, String key, YamlMapping entry) throws KitrailException {
    return new LatencyAssertion(entry.require(key).integer(1, 3_600_000));
  }

  @Override
  public String expectation() {
    return "to take at most " + milliseconds + " ms";
  }

  @Override
  public Outcome check(Answer answer) {
    long taken = answer.total().toMillis();
    return Outcome.of(taken <= milliseconds, "it took " + taken + " ms");
  }
}
