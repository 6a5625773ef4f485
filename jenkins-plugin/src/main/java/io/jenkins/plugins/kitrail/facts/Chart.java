package io.jenkins.plugins.kitrail.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A line chart's numbers, in the coordinates of an SVG of {@link #WIDTH} by {@link #HEIGHT}. */
public final class Chart {
  static final int WIDTH = 400;
  static final int HEIGHT = 120;

  /** Room for the dots at the edges. */
  private static final int MARGIN = 6;

  /**
   * @param build its number
   */
  record Value(int build, double value) {}

  private final String title;
  private final String unit;
  private final double most;
  private final List<Dot> dots;

  private Chart(String title, String unit, double most, List<Dot> dots) {
    this.title = title;
    this.unit = unit;
    this.most = most;
    this.dots = List.copyOf(dots);
  }

  /**
   * @param full the value at the top edge; 0 for the greatest that there is
   * @param values at least one, the oldest first
   */
  static Chart of(String title, String unit, double full, List<Value> values) {
    double greatest = values.stream().mapToDouble(Value::value).max().orElse(0);
    double most = Math.max(full > 0 ? full : greatest, Double.MIN_NORMAL);
    List<Dot> dots = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Value value = values.get(i);
      double x =
          values.size() == 1
              ? WIDTH / 2.0
              : MARGIN + (double) i * (WIDTH - 2 * MARGIN) / (values.size() - 1);
      double y = HEIGHT - MARGIN - value.value() / most * (HEIGHT - 2 * MARGIN);
      dots.add(
          new Dot(
              value.build(),
              coordinate(x),
              coordinate(y),
              "#" + value.build() + ": " + shown(value.value()) + " " + unit));
    }
    return new Chart(title, unit, most, dots);
  }

  private static String coordinate(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String shown(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  public int getWidth() {
    return WIDTH;
  }

  public int getHeight() {
    return HEIGHT;
  }

  public String getTitle() {
    return title;
  }

  /** The value at the top edge, with its unit. The lower edge is 0. */
  public String getMost() {
    return shown(most) + " " + unit;
  }

  /** What the newest build has. */
  public String getLast() {
    return dots.get(dots.size() - 1).getText();
  }

  public List<Dot> getDots() {
    return dots;
  }

  /** The {@code points} of a polyline. */
  public String getPoints() {
    return dots.stream().map(it -> it.getX() + "," + it.getY()).collect(Collectors.joining(" "));
  }

  /** One build. */
  public static final class Dot {
    private final int build;
    private final String x;
    private final String y;
    private final String text;

    private Dot(int build, String x, String y, String text) {
      this.build = build;
      this.x = x;
      this.y = y;
      this.text = text;
    }

    /** Its number. */
    public int getBuild() {
      return build;
    }

    public String getX() {
      return x;
    }

    public String getY() {
      return y;
    }

    /** Such as {@code #12: 57.3 tokens/s}. */
    public String getText() {
      return text;
    }
  }
}
