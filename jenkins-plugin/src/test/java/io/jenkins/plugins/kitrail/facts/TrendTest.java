package io.jenkins.plugins.kitrail.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrendTest {
  private static final ModelKitFacts PASSED = ModelKitFacts.of(Samples.run());
  private static final ModelKitFacts FAILED = ModelKitFacts.of(Samples.runFailed());

  @Test
  void itGoesFromTheOldestBuildToTheNewest() {
    List<Trend> trends =
        Trend.of(
            List.of(
                new BuildPoint(9, List.of(PASSED)),
                new BuildPoint(7, List.of(FAILED)),
                new BuildPoint(8, List.of())));

    assertThat(trends).hasSize(1);
    assertThat(trends.get(0).getName()).isEqualTo("registry.example.com/acme/faq-bot");
    Chart rate = trends.get(0).getCharts().get(0);
    assertThat(rate.getDots()).extracting(Chart.Dot::getBuild).containsExactly(7, 9);
    assertThat(rate.getDots())
        .extracting(Chart.Dot::getText)
        .containsExactly("#7: 90.9 %", "#9: 100 %");
    assertThat(rate.getPoints()).as("the better one is higher").isEqualTo("6.0,15.8 394.0,6.0");
    assertThat(rate.getLast()).isEqualTo("#9: 100 %");
    Chart speed = trends.get(0).getCharts().get(1);
    assertThat(speed.getMost()).endsWith(" tokens/s");
    assertThat(speed.getDots()).hasSize(2);
  }

  @Test
  void eachModelKitHasItsOwn() {
    ModelKitFacts other =
        ModelKitFacts.of(Samples.step("test-failed", "no", "test", "--", "other"));
    assertThat(Trend.of(List.of(new BuildPoint(1, List.of(PASSED, other)))))
        .extracting(Trend::getName)
        .containsExactly("registry.example.com/acme/faq-bot", "other");
  }

  @Test
  void buildsWithoutTestsHaveNone() {
    ModelKitFacts published =
        ModelKitFacts.of(Samples.step("publish", null, "publish", "--tag=a.io/b:1", "--", "."));
    assertThat(Trend.of(List.of(new BuildPoint(1, List.of(published))))).isEmpty();
  }

  @Test
  void aSingleBuildIsADot() {
    Chart chart = Chart.of("t", "u", 0, List.of(new Chart.Value(1, 0)));
    assertThat(chart.getPoints()).isEqualTo("200.0,114.0");
  }
}
