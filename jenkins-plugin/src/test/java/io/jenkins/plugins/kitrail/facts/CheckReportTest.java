package io.jenkins.plugins.kitrail.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckReportTest {
  @Test
  void aRunHasATestAndAVerdict() {
    List<CheckReport> reports = CheckReport.of(Samples.run(), "");

    assertThat(reports)
        .extracting(CheckReport::name)
        .containsExactly(
            "Kitrail tests / registry.example.com/acme/faq-bot",
            "Kitrail gate / registry.example.com/acme/faq-bot");
    assertThat(reports).allMatch(CheckReport::passed);
    assertThat(reports.get(0).title()).isEqualTo("11 of 11 smoke tests passed");
    assertThat(reports.get(0).notes()).isEmpty();
  }

  @Test
  void aFailedTestIsNotedOnItsLineOfTheSpec() {
    CheckReport run = CheckReport.of(Samples.runFailed(), "models/faq").get(0);
    StepFacts alone = Samples.step("test-failed", "no", "test", "--", ".");
    CheckReport test = CheckReport.of(alone, "").get(0);

    assertThat(run.passed()).isFalse();
    assertThat(run.title()).isEqualTo("10 of 11 smoke tests passed");
    assertThat(run.notes()).hasSize(1);
    assertThat(run.notes().get(0).path()).isEqualTo("models/faq/smoke.yaml");
    assertThat(run.notes().get(0).line()).isEqualTo(22);
    assertThat(run.notes().get(0).message()).contains("expected:  to equal");
    assertThat(test.notes()).hasSize(1);
    assertThat(test.notes().get(0).path()).isEqualTo("smoke.yaml");
    assertThat(test.notes().get(0).line()).isEqualTo(22);
  }

  @Test
  void aRuleThatIsBrokenIsNotedOnItsLineOfThePolicy() {
    CheckReport gate = CheckReport.of(Samples.gateRefused(), "").get(0);

    assertThat(gate.passed()).isFalse();
    assertThat(gate.notes())
        .extracting(CheckReport.Note::path, CheckReport.Note::line, CheckReport.Note::title)
        .contains(org.assertj.core.groups.Tuple.tuple("policy.yaml", 3, "signature"));
  }

  @Test
  void namesAreNoMarkdownAndNoHtml() {
    String summary = CheckReport.of(Samples.runFailed(), "").get(0).summary();

    assertThat(summary)
        .contains("a \\<script\\>alert\\(1\\)\\</script\\> price")
        .doesNotContain(" <script>");
  }

  @Test
  void anyOtherStepIsNoCheck() {
    assertThat(CheckReport.of(Samples.step("promote", null, "promote", "--", "a:1", "b:1"), ""))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/smoke.yaml", "../smoke.yaml", "C:\\smoke.yaml"})
  void aFileOutsideOfTheWorkspaceHasNoNotes(String spec) {
    StepFacts step =
        StepFacts.of(
            List.of("test", "--", "."),
            Samples.PLACE,
            Map.of(
                "specPath",
                spec,
                "tests",
                Map.of("failed", 1, "cases", List.of(Map.of("name", "a", "failure", "b")))),
            "no",
            it -> it);
    assertThat(CheckReport.of(step, "").get(0).notes()).isEmpty();
  }

  @Test
  void markdownShowsATextAsItIs() {
    assertThat(MarkdownText.of("a|b\n*c* [d](e) `f`"))
        .isEqualTo("a\\|b \\*c\\* \\[d\\]\\(e\\) \\`f\\`");
  }
}
