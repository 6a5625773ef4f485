package io.github.kitrail.inference.assertion;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.engine.EngineException;

/** An assertion that counts more or less than the others of its test. */
record Weighted(Assertion assertion, double weight) implements Assertion {
  @Override
  public String expectation() {
    return assertion.expectation();
  }

  @Override
  public Outcome check(Answer answer) throws EngineException, KitrailException {
    return assertion.check(answer);
  }
}
