package io.github.kitrail.inference.structure;

import io.github.kitrail.inference.report.CheckedAssertion;
import java.util.ArrayList;
import java.util.List;

/** What the checks of one file have found. */
final class Findings {
  private final List<CheckedAssertion> assertions = new ArrayList<>();

  /**
   * @param expectation what goes on from "expected …"
   * @param detail a fact, may be empty
   */
  void holds(String expectation, String detail) {
    assertions.add(new CheckedAssertion(expectation, true, 1, 1, detail));
  }

  /**
   * @param reason why not
   */
  void fails(String expectation, String reason) {
    assertions.add(new CheckedAssertion(expectation, false, 0, 1, reason));
  }

  /**
   * @param problems in words; it holds when there are none
   */
  void expect(String expectation, List<String> problems) {
    if (problems.isEmpty()) {
      holds(expectation, "");
    } else {
      fails(expectation, String.join("; ", problems));
    }
  }

  List<CheckedAssertion> assertions() {
    return assertions;
  }
}
