package io.jenkins.plugins.kitrail.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestFactsTest {
  @Test
  void aLongListKeepsThoseThatFailed() {
    List<Object> cases = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      String status = i < 140 ? "passed" : "failed";
      cases.add(Map.of("name", "t" + i, "status", status, "failure", "x".repeat(5000)));
    }
    Map<String, Object> tests = Map.of("passed", 140, "failed", 10, "cases", cases);

    TestFacts facts = TestFacts.of(new Fields(Map.of("tests", tests), it -> it));

    assertThat(facts.getCases()).hasSize(100);
    assertThat(facts.getMore()).isEqualTo(50);
    assertThat(facts.getCases().subList(0, 10)).noneMatch(CaseFacts::isPassed);
    assertThat(facts.getCases().get(0).getFailure()).hasSizeLessThan(2100).endsWith("…");
    assertThat(facts.sentence())
        .isEqualTo("10 of 150 smoke tests failed: t140, t141, t142, t143, t144, and 5 more.");
  }
}
