package io.github.kitrail.cli;

/** Spans of time for people: two units at most. */
final class Durations {
  private Durations() {}

  static String format(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 90) {
      return whole + " s";
    }
    long minutes = Math.round(seconds / 60);
    return minutes < 90 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
  }
}
