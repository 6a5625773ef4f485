package io.github.kitrail.cli;

import io.github.kitrail.operations.Gate;
import java.io.PrintStream;
import java.util.List;

/** A verdict for people. */
final class VerdictText {
  /** More of them are in the JSON. */
  private static final int MOST_EVIDENCE = 5;

  private VerdictText() {}

  static void print(Gate.Result result, PrintStream out) {
    out.println(result.verdict() + " " + result.reference());
    print(result.rules(), out);
    for (Gate.Base base : result.bases()) {
      if (base.verdict() != null) {
        out.println(base.verdict() + " base ModelKit " + base.named() + " (" + base.digest() + ")");
        print(base.rules(), out);
      }
    }
    if (result.summary() != null) {
      String digest = result.summary().digest();
      String envelope = result.summary().envelope();
      out.println(
          "Signed a verification summary of "
              + result.summary().resourceUri()
              + (digest == null ? "" : ", attestation " + digest)
              + (envelope == null ? "" : ", envelope " + envelope));
    }
  }

  private static void print(List<Gate.Rule> rules, PrintStream out) {
    for (Gate.Rule rule : rules) {
      out.println("  " + (rule.passed() ? "ok   " : "FAIL ") + rule.explanation());
      rule.evidence().stream().limit(MOST_EVIDENCE).forEach(it -> print(it, out));
      int more = rule.evidence().size() - MOST_EVIDENCE;
      if (more > 0) {
        out.println("         and " + more + " more");
      }
    }
  }

  private static void print(Gate.Seen seen, PrintStream out) {
    out.println(
        "         "
            + (seen.verified() ? "evidence " : "not used ")
            + seen.digest()
            + (seen.predicateType() == null ? "" : " " + seen.predicateType())
            + (seen.signedBy() == null ? "" : ", signed by " + seen.signedBy()));
  }
}
