package io.github.kitrail.inference.assertion;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.engine.EngineException;

/** {@code not-…}: the opposite. */
record Negation(Assertion negated) implements Assertion {
  @Override
  public String expectation() {
    return "not " + negated.expectation();
  }

  @Override
  public Outcome check(Answer answer) throws EngineException, KitrailException {
    Outcome outcome = negated.check(answer);
    boolean decided = outcome.decided();
    return new Outcome(
        decided && !outcome.holds(), decided, decided ? 1 - outcome.score() : 0, outcome.detail());
  }
}
