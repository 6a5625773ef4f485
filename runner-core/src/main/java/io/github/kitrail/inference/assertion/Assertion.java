package io.github.kitrail.inference.assertion;

import io.github.kitrail.inference.engine.Completion;

/**
 * One expectation of an answer. White space around an answer is the tokenizer's taste and not
 * looked at.
 */
public interface Assertion {
  /** What goes on from "expected …", such as {@code to contain: Paris}. */
  String expectation();

  Outcome check(Completion answer);

  /**
   * Whether the expectation holds.
   *
   * @param decided false when that could not be found out, which fails the opposite as well
   * @param detail what helps to see why, empty when there is nothing to add
   */
  record Outcome(boolean holds, boolean decided, String detail) {
    static Outcome of(boolean holds) {
      return new Outcome(holds, true, "");
    }

    static Outcome of(boolean holds, String detail) {
      return new Outcome(holds, true, detail);
    }

    static Outcome undecided(String reason) {
      return new Outcome(false, false, "undecided: " + reason);
    }
  }
}
