package io.jenkins.plugins.kitrail.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonsTest {
  @Test
  void aGateNamesTheRulesThatFailed() {
    assertThat(
            Reasons.of(
                ResultRecord.parse(
                    """
                    {"verdict": "FAILED", "rules": [
                      {"rule": "signature", "passed": true, "explanation": "signature: A valid signature."},
                      {"rule": "test-result", "passed": false, "explanation": "test-result: There is none."}]}
                    """)))
        .containsExactly("test-result: There is none.");
  }

  @Test
  void smokeTestsSayWhatWasExpectedAndAnswered() {
    assertThat(
            Reasons.of(
                ResultRecord.parse(
                    """
                    {"tests": {"passed": 1, "failed": 1, "failures": [
                      "capital: failed after 0.05 s", "  expected:  to contain: Paris\\n  answered:  Rome"]}}
                    """)))
        .containsExactly(
            "capital: failed after 0.05 s", "  expected:  to contain: Paris", "  answered:  Rome");
  }

  @Test
  void anyOtherResultHasNone() {
    assertThat(Reasons.of(ResultRecord.parse("{\"digest\": \"sha256:1\", \"tests\": null}")))
        .isEmpty();
  }
}
