package io.github.kitrail.inference.report;

import java.util.List;
import java.util.Locale;

/** Bars side by side, one for each test, as SVG in a page. */
final class HtmlPlot {
  private static final double WIDTH = 720;
  private static final double HEIGHT = 120;
  private static final double LEFT = 64;
  private static final double TOP = 12;
  private static final double WIDEST_BAR = 48;

  /**
   * @param name what it is of, for whoever points at it
   * @param link the id of the part of the page that tells more
   */
  record Bar(String name, String link, boolean passed, double value) {}

  private HtmlPlot() {}

  /**
   * @param title with the unit
   * @param bars without any, nothing is written
   */
  static void write(Html page, String title, String unit, List<Bar> bars) {
    double most = bars.stream().mapToDouble(Bar::value).max().orElse(0);
    if (most <= 0) {
      return;
    }
    double top = nice(most);
    page.open("figure").element("figcaption", title);
    page.open(
        "svg",
        "viewBox",
        "0 0 " + number(LEFT + WIDTH) + " " + number(TOP + HEIGHT + 8),
        "role",
        "img",
        "aria-label",
        title);
    for (double part : new double[] {0, 0.5, 1}) {
      String y = number(TOP + HEIGHT * (1 - part));
      page.open(
              "line",
              "class",
              "grid",
              "x1",
              number(LEFT),
              "x2",
              number(LEFT + WIDTH),
              "y1",
              y,
              "y2",
              y)
          .close("line");
      page.element(
          "text",
          shown(top * part) + " " + unit,
          "x",
          number(LEFT - 6),
          "y",
          y,
          "dy",
          "0.32em",
          "text-anchor",
          "end");
    }
    double step = Math.min(WIDEST_BAR, WIDTH / bars.size());
    for (int i = 0; i < bars.size(); i++) {
      bar(page, bars.get(i), LEFT + i * step, step, top, unit);
    }
    page.close("svg").close("figure").line();
  }

  private static void bar(Html page, Bar bar, double x, double step, double top, String unit) {
    double height = Math.max(1, HEIGHT * bar.value() / top);
    double gap = Math.min(2, step / 4);
    page.open("a", "href", "#" + bar.link());
    page.open(
        "rect",
        "class",
        bar.passed() ? "good" : "bad",
        "x",
        number(x + gap / 2),
        "y",
        number(TOP + HEIGHT - height),
        "width",
        number(step - gap),
        "height",
        number(height));
    page.element("title", bar.name() + ": " + shown(bar.value()) + " " + unit);
    page.close("rect").close("a");
  }

  /** 1, 2 or 5 with zeros: the next one up. */
  private static double nice(double most) {
    double power = Math.pow(10, Math.floor(Math.log10(most)));
    for (double step : new double[] {1, 2, 5}) {
      if (step * power >= most) {
        return step * power;
      }
    }
    return 10 * power;
  }

  private static String shown(double value) {
    int decimals = value == 0 || value >= 10 ? 0 : value >= 1 ? 1 : value >= 0.1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
