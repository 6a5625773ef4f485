package io.jenkins.plugins.kitrail.facts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a ModelKit's tests went from build to build. */
public final class Trend {
  private final String name;
  private final List<Chart> charts;

  private Trend(String name, List<Chart> charts) {
    this.name = name;
    this.charts = charts;
  }

  /**
   * One for each ModelKit that was tested.
   *
   * @param builds in any order
   */
  public static List<Trend> of(List<BuildPoint> builds) {
    Map<String, List<Chart.Value>> rates = new LinkedHashMap<>();
    Map<String, List<Chart.Value>> speeds = new LinkedHashMap<>();
    List<BuildPoint> oldestFirst = new ArrayList<>(builds);
    oldestFirst.sort(Comparator.comparing(BuildPoint::number));
    for (BuildPoint build : oldestFirst) {
      for (ModelKitFacts kit : build.kits()) {
        TestFacts tests = kit.getTests();
        if (tests == null || tests.getTotal() == 0) {
          continue;
        }
        double rate = 100.0 * tests.getPassed() / tests.getTotal();
        add(rates, kit.getFamily(), new Chart.Value(build.number(), rate));
        if (tests.getTokensPerSecond() != null) {
          double speed = tests.getTokensPerSecond();
          add(speeds, kit.getFamily(), new Chart.Value(build.number(), speed));
        }
      }
    }
    List<Trend> trends = new ArrayList<>();
    rates.forEach(
        (name, values) -> {
          List<Chart> charts = new ArrayList<>();
          charts.add(Chart.of("Tests passed", "%", 100, values));
          if (speeds.containsKey(name)) {
            charts.add(Chart.of("Speed", "tokens/s", 0, speeds.get(name)));
          }
          trends.add(new Trend(name, List.copyOf(charts)));
        });
    return trends;
  }

  private static void add(Map<String, List<Chart.Value>> values, String name, Chart.Value value) {
    values.computeIfAbsent(name, it -> new ArrayList<>()).add(value);
  }

  /** The ModelKit's name without a tag. */
  public String getName() {
    return name;
  }

  public List<Chart> getCharts() {
    return charts;
  }
}
