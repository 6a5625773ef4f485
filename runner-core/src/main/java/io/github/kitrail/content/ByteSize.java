package io.github.kitrail.content;

import java.util.Locale;

/** Sizes for people in decimal units, as registries tell their limits. */
public final class ByteSize {
  private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB"};

  private ByteSize() {}

  /** With one decimal place, unless that is zero: {@code 10 GB}, {@code 12.3 GB}. */
  public static String format(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 999.95 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    String number = String.format(Locale.ROOT, unit == 0 ? "%.0f" : "%.1f", value);
    return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number)
        + " "
        + UNITS[unit];
  }
}
