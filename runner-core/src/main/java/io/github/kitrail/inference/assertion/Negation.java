package io.github.kitrail.inference.assertion;

import io.github.kitrail.inference.engine.Completion;

/** {@code not-…}: the opposite. */
record Negation(Assertion negated) implements Assertion {
  @Override
  public String expectation() {
    return "not " + negated.expectation();
  }

  @Override
  public Outcome check(Completion answer) {
    Outcome outcome = negated.check(answer);
    return new Outcome(outcome.decided() && !outcome.holds(), outcome.decided(), outcome.detail());
  }
}
