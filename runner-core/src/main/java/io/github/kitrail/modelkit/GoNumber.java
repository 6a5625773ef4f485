package io.github.kitrail.modelkit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Floating-point numbers as Go prints them: the fewest digits that read back as the same number.
 * (Before JDK 19, {@link Double#toString} may print one digit too many, see <a
 * href="https://bugs.openjdk.org/browse/JDK-4511638">JDK-4511638</a>.)
 */
final class GoNumber {
  /** The digits without a point; the value is 0.DIGITS times ten to the power of {@code point}. */
  private record Decimal(String digits, int point) {}

  private GoNumber() {}

  /**
   * As {@code encoding/json} writes it.
   *
   * @see <a href="https://pkg.go.dev/encoding/json#Marshal">Go's json.Marshal</a>
   */
  static String json(double number) {
    double magnitude = Math.abs(number);
    if (magnitude == 0 || (magnitude >= 1e-6 && magnitude < 1e21)) {
      return plain(number);
    }
    return scientific(number, 1);
  }

  /** As {@code yaml.v3} writes it, which is {@code strconv.FormatFloat(number, 'g', -1, 64)}. */
  static String yaml(double number) {
    if (number == 0) {
      return plain(number);
    }
    int exponent = shortest(Math.abs(number)).point() - 1;
    return exponent < -4 || exponent >= 6 ? scientific(number, 2) : plain(number);
  }

  private static String plain(double number) {
    String sign = isNegative(number) ? "-" : "";
    if (number == 0) {
      return sign + "0";
    }
    Decimal decimal = shortest(Math.abs(number));
    String digits = decimal.digits();
    int point = decimal.point();
    if (point <= 0) {
      return sign + "0." + "0".repeat(-point) + digits;
    }
    if (point >= digits.length()) {
      return sign + digits + "0".repeat(point - digits.length());
    }
    return sign + digits.substring(0, point) + "." + digits.substring(point);
  }

  private static String scientific(double number, int exponentDigits) {
    Decimal decimal = shortest(Math.abs(number));
    String digits = decimal.digits();
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    int exponent = decimal.point() - 1;
    String power = Integer.toString(Math.abs(exponent));
    return (isNegative(number) ? "-" : "")
        + digits.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + "0".repeat(Math.max(0, exponentDigits - power.length()))
        + power;
  }

  private static boolean isNegative(double number) {
    return Double.doubleToRawLongBits(number) < 0;
  }

  private static Decimal shortest(double magnitude) {
    BigDecimal exact = new BigDecimal(magnitude);
    for (int precision = 1; ; precision++) {
      // The nearest one comes first. Just above a power of two it may miss where its neighbour,
      // on the side where numbers lie farther apart, still reads back.
      for (RoundingMode mode :
          new RoundingMode[] {RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP}) {
        BigDecimal rounded = exact.round(new MathContext(precision, mode));
        if (rounded.doubleValue() == magnitude) {
          return decimal(rounded);
        }
      }
    }
  }

  private static Decimal decimal(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    String digits = stripped.unscaledValue().toString();
    return new Decimal(digits, digits.length() - stripped.scale());
  }
}
