package io.github.kitrail.cli;

import java.util.Locale;

/** Sizes and rates for people: binary units, one decimal. */
final class Bytes {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  private static final String[] DECIMAL_UNITS = {"B", "kB", "MB", "GB", "TB"};

  private Bytes() {}

  static String format(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }

  /** Decimal units, as networks and the limits of registries are told. */
  static String decimal(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1000 && unit < DECIMAL_UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    String pattern = value < 10 && unit > 0 ? "%.1f %s" : "%.0f %s";
    return String.format(Locale.ROOT, pattern, value, DECIMAL_UNITS[unit]);
  }

  static String rate(long bytes, double seconds) {
    return format((long) (bytes / Math.max(seconds, 0.001))) + "/s";
  }
}
