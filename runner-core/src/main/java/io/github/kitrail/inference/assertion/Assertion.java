package io.github.kitrail.inference.assertion;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.engine.EngineException;

/**
 * One expectation of an answer. White space around an answer is the tokenizer's taste and not
 * looked at.
 */
public interface Assertion {
  /** What goes on from "expected …", such as {@code to contain: Paris}. */
  String expectation();

  /**
   * @throws EngineException when the engine that has to tell something cannot, with the reason
   * @throws KitrailException CANCELLED when the thread is interrupted
   */
  Outcome check(Answer answer) throws EngineException, KitrailException;

  /** How much it counts among the test's assertions; 0 only reports. */
  default double weight() {
    return 1;
  }

  /**
   * Whether the expectation holds.
   *
   * @param decided false when that could not be found out, which fails the opposite as well
   * @param score 0 to 1: how far it holds, for words that measure a likeness; else 0 or 1
   * @param detail what helps to see why, empty when there is nothing to add
   */
  record Outcome(boolean holds, boolean decided, double score, String detail) {
    static Outcome of(boolean holds) {
      return of(holds, "");
    }

    static Outcome of(boolean holds, String detail) {
      return of(holds, holds ? 1 : 0, detail);
    }

    static Outcome of(boolean holds, double score, String detail) {
      return new Outcome(holds, true, score, detail);
    }

    static Outcome undecided(String reason) {
      return new Outcome(false, false, 0, "undecided: " + reason);
    }
  }
}
