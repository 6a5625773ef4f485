package io.github.kitrail.cli;

import io.github.kitrail.Remark;
import io.github.kitrail.operations.Gate;
import io.github.kitrail.operations.Test;
import io.github.kitrail.operations.Verify;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a step ended.
 *
 * @param result null when the command did not come that far
 * @param problems why it failed; empty when all went well
 * @param remarks what is wrong where
 */
record ActionOutcome(@Nullable ActionResult result, List<String> problems, List<Remark> remarks) {
  private static final int LONGEST = 200;

  ActionOutcome {
    problems = List.copyOf(problems);
    remarks = List.copyOf(remarks);
  }

  boolean passed() {
    return problems.isEmpty();
  }

  /** One line of plain text, at most 200 characters: the tests, the gate, or why it failed. */
  String inShort() {
    List<String> parts = new ArrayList<>();
    Test.Summary tests = result == null ? null : result.tests();
    if (tests != null) {
      parts.add(tests.passed() + " smoke tests passed, " + tests.failed() + " failed");
    }
    if (result != null && result.verdict() != null) {
      parts.add("the gate says " + result.verdict());
    }
    if (result != null && result.result() instanceof Verify.Result verified) {
      parts.add(verified.verified().size() + " signatures and attestations verified");
    }
    // The gate's own sentence tells which rule denied.
    if (!passed() && (tests == null || tests.failed() == 0 || parts.isEmpty())) {
      boolean gate = result != null && result.result() instanceof Gate.Result;
      parts.add(gate ? parts.size() : 0, problems.get(0));
    }
    String line = String.join("; ", parts).replaceAll("\\s+", " ").strip();
    if (line.length() > LONGEST) {
      return line.substring(0, LONGEST - 1) + "…";
    }
    return line.isEmpty() ? "done" : line;
  }
}
