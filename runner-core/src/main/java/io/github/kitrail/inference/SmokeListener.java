package io.github.kitrail.inference;

import io.github.kitrail.inference.report.CaseResult;

/** Hears what goes on, for progress; all methods may be left out. */
public interface SmokeListener {
  /** One that does not listen. */
  SmokeListener NONE = new SmokeListener() {};

  /** Before the model is loaded. */
  default void loading(String engine) {}

  /**
   * After each test, the loading of the model included.
   *
   * @param number counted from 1
   */
  default void finished(CaseResult result, int number, int count) {}
}
