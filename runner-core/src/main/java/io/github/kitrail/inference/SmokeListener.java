package io.github.kitrail.inference;

import io.github.kitrail.inference.report.CaseResult;

/** Hears what goes on, for progress; all methods may be left out. */
public interface SmokeListener {
  /** One that does not listen. */
  SmokeListener NONE = new SmokeListener() {};

  /** Before the model is loaded. */
  default void loading(String engine) {}

  /**
   * While a test's answer is written, after each piece of it.
   *
   * @param number of the test, counted from 1
   * @param pieces of text so far, in all of its answers
   */
  default void answering(String name, int number, int count, int pieces) {}

  /**
   * After each test, the loading of the model included.
   *
   * @param number counted from 1
   */
  default void finished(CaseResult result, int number, int count) {}
}
