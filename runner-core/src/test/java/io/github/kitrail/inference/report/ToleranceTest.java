package io.github.kitrail.inference.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToleranceTest {
  private static final Tolerance TOLERANCE = new Tolerance(0.05, 0.2);

  private static EarlierResults earlier(Map<String, Double> scores, Double speed) {
    return new EarlierResults(
        "faq:1", scores, Reports.SPEC.toString(), "engine 1", Reports.MACHINE, speed);
  }

  private static Comparison compare(EarlierResults earlier, CaseResult... tests) {
    return TOLERANCE.compare(List.of(earlier), Reports.whole(tests));
  }

  @Test
  void nothingIsWorseThanItself() {
    TestReport report = Reports.whole(Reports.test("a", 0.7, 0.5), Reports.test("b", 0, null));
    Comparison same = TOLERANCE.compare(List.of(EarlierResults.of(report, "itself")), report);
    assertThat(same.regressions()).isEmpty();
    assertThat(same.notes()).isEmpty();
    assertThat(same.speed()).isEqualTo(1);
  }

  @Test
  void aTestThatPassedAndFailsOrIsMissing() {
    assertThat(compare(earlier(Map.of("a", 1.0), 100.0), Reports.test("a", 0, null)).regressions())
        .containsExactly("\"a\" passed there and failed here.");
    assertThat(
            compare(
                    earlier(Map.of("a", 1.0), 100.0),
                    CaseResult.error("a", "ask", "The engine crashed.", 1))
                .regressions())
        .containsExactly("\"a\" passed there and ended in an error here.");
    assertThat(compare(earlier(Map.of("a", 1.0), 100.0), Reports.passed("b")).regressions())
        .containsExactly("\"a\" passed there and is missing here.");
  }

  @Test
  void aTestThatFailedThereTooIsNotWorse() {
    assertThat(compare(earlier(Map.of(), 100.0), Reports.test("a", 0, null)).regressions())
        .isEmpty();
  }

  @Test
  void aScoreMayDropByTheToleranceAndNoMore() {
    assertThat(
            compare(earlier(Map.of("a", 1.0), 100.0), Reports.test("a", 0.95, 0.5)).regressions())
        .isEmpty();
    assertThat(
            compare(earlier(Map.of("a", 1.0), 100.0), Reports.test("a", 0.94, 0.5)).regressions())
        .containsExactly(
            "\"a\" scored 1.00 there and 0.94 here. A drop of at most 0.05 is tolerated.");
  }

  @Test
  void answersMayBeSlowerByThePercentageAndNoMore() {
    Comparison slow = compare(earlier(Map.of("a", 1.0), 125.0), Reports.passed("a"));
    assertThat(slow.regressions()).isEmpty();
    assertThat(slow.speed()).isEqualTo(0.8);
    assertThat(compare(earlier(Map.of("a", 1.0), 126.0), Reports.passed("a")).regressions())
        .containsExactly(
            "The answers are written 21 % slower: 126.0 tokens/s there, 100.0 here. At most 20 % is"
                + " tolerated.");
    assertThat(
            new Tolerance(0.05, null)
                .compare(
                    List.of(earlier(Map.of("a", 1.0), 1000.0)), Reports.whole(Reports.passed("a")))
                .regressions())
        .as("nobody asked for a limit")
        .isEmpty();
  }

  @Test
  void theSpeedOfUnlikeMachinesOrEnginesIsNotCompared() {
    Machine slow = new Machine("Linux", "amd64", "Slow CPU", 1);
    Comparison elsewhere =
        compare(
            new EarlierResults("faq:1", Map.of(), null, "engine 1", slow, 1e6),
            Reports.passed("a"));
    assertThat(elsewhere.regressions()).isEmpty();
    assertThat(elsewhere.speed()).isNull();
    assertThat(elsewhere.notes())
        .containsExactly(
            "The speed was not compared: the machine was Slow CPU (amd64), 1 core, Linux, and here"
                + " it is Example CPU (amd64), 8 cores, Linux.");
    assertThat(
            compare(
                    new EarlierResults("faq:1", Map.of(), null, "engine 0", Reports.MACHINE, 1e6),
                    Reports.passed("a"))
                .notes())
        .containsExactly(
            "The speed was not compared: the engine was engine 0, and here it is engine 1.");
    assertThat(
            compare(
                    new EarlierResults("faq:1", Map.of(), "sha256:00", null, null, null),
                    Reports.passed("a"))
                .notes())
        .containsExactly(
            "The smoke tests are others than those of faq:1.",
            "The speed was not compared: it is not known on both sides.");
  }

  @Test
  void ofSeveralResultsThatOfTheSameEngineCounts() {
    EarlierResults other =
        new EarlierResults("faq:1", Map.of("a", 1.0, "b", 1.0), null, "engine 0", null, null);
    EarlierResults same = earlier(Map.of("a", 1.0), 100.0);
    TestReport report = Reports.whole(Reports.passed("a"));
    assertThat(TOLERANCE.compare(List.of(other, same), report).regressions()).isEmpty();
    assertThat(TOLERANCE.compare(List.of(other), report).regressions()).hasSize(1);
  }
}
