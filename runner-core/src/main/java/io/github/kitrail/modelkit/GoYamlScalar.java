package io.github.kitrail.modelkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an unquoted YAML scalar means to {@code yaml.v3}, the reader that kit uses: YAML 1.2 with
 * the octals ({@code 0777}) and underscores of 1.1, but without its {@code yes} and {@code off}.
 *
 * @param kind how a message names it
 * @param value as it goes into JSON; null for a number that JSON does not have
 * @see <a href="https://pkg.go.dev/gopkg.in/yaml.v3#hdr-Compatibility">yaml.v3</a>
 */
record GoYamlScalar(Kind kind, @Nullable JsonNode value) {
  enum Kind {
    TEXT,
    NULL,
    BOOL,
    NUMBER,
    TIMESTAMP
  }

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUES = Set.of("true", "True", "TRUE");
  private static final Set<String> FALSES = Set.of("false", "False", "FALSE");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
  private static final Pattern INTEGER =
      Pattern.compile("([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
  private static final Pattern FLOAT_FROM_POINT =
      Pattern.compile("\\.[0-9]++(?:_[0-9]++)*+(?:[eE][-+]?[0-9]++(?:_[0-9]++)*+)?");
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:(?:[Tt]|( ))(\\d{1,2}):(\\d{1,2}):(\\d{1,2})"
              + "(?:[.,](\\d{1,9})\\d*)?(Z|[-+]\\d{2}:\\d{2})?)?");
  private static final BigInteger MAX_UNSIGNED =
      BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
  private static final BigInteger MIN_SIGNED = BigInteger.ONE.shiftLeft(63).negate();

  /** How JSON holds a time: RFC 3339 with as many fractional digits as needed. */
  private static final DateTimeFormatter RFC_3339 =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendOffsetId()
          .toFormatter();

  static GoYamlScalar text(String text) {
    return new GoYamlScalar(Kind.TEXT, JSON.textNode(text));
  }

  static GoYamlScalar resolve(String plain) {
    if (NULLS.contains(plain)) {
      return new GoYamlScalar(Kind.NULL, JSON.nullNode());
    }
    if (TRUES.contains(plain) || FALSES.contains(plain)) {
      return new GoYamlScalar(Kind.BOOL, JSON.booleanNode(TRUES.contains(plain)));
    }
    if (NOT_FINITE.matcher(plain).matches()) {
      return new GoYamlScalar(Kind.NUMBER, null);
    }
    return timestamp(plain)
        .map(time -> new GoYamlScalar(Kind.TIMESTAMP, JSON.textNode(time)))
        .or(() -> number(plain).map(number -> new GoYamlScalar(Kind.NUMBER, number)))
        .orElseGet(() -> text(plain));
  }

  private static Optional<JsonNode> number(String plain) {
    // After a leading point, underscores stand between digits only; elsewhere anywhere.
    if (plain.startsWith(".") && !FLOAT_FROM_POINT.matcher(plain).matches()) {
      return Optional.empty();
    }
    if (!plain.startsWith(".") && "+-0123456789".indexOf(plain.charAt(0)) < 0) {
      return Optional.empty();
    }
    String digits = plain.replace("_", "");
    return integer(digits).or(() -> floatingPoint(digits));
  }

  /** Integers beyond 64 bits are floating-point numbers to Go. */
  private static Optional<JsonNode> integer(String digits) {
    Matcher matcher = INTEGER.matcher(digits);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int[] radix = {16, 2, 8, 10};
    for (int i = 0; i < radix.length; i++) {
      String number = matcher.group(i + 2);
      if (number != null) {
        BigInteger value = new BigInteger(matcher.group(1) + number, radix[i]);
        boolean signed = !matcher.group(1).isEmpty();
        BigInteger max = signed ? MIN_SIGNED.negate().subtract(BigInteger.ONE) : MAX_UNSIGNED;
        if (value.compareTo(max) <= 0 && value.compareTo(MIN_SIGNED) >= 0) {
          return Optional.of(JSON.numberNode(value));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<JsonNode> floatingPoint(String digits) {
    if (!FLOAT.matcher(digits).matches()) {
      return Optional.empty();
    }
    double value = Double.parseDouble(digits);
    return Double.isInfinite(value) ? Optional.empty() : Optional.of(JSON.numberNode(value));
  }

  private static Optional<String> timestamp(String plain) {
    Matcher matcher = TIMESTAMP.matcher(plain);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean spaced = matcher.group(4) != null;
    String zone = matcher.group(9);
    boolean hasTime = matcher.group(5) != null;
    if (hasTime && spaced == (zone != null)) {
      return Optional.empty();
    }
    try {
      LocalDateTime time =
          LocalDateTime.of(
              number(matcher, 1),
              number(matcher, 2),
              number(matcher, 3),
              number(matcher, 5),
              number(matcher, 6),
              number(matcher, 7),
              nanoseconds(matcher.group(8)));
      ZoneOffset offset = zone == null ? ZoneOffset.UTC : ZoneOffset.of(zone);
      return Optional.of(RFC_3339.format(OffsetDateTime.of(time, offset)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static int nanoseconds(@Nullable String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
  }
}
