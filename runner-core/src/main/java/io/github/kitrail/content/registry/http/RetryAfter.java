package io.github.kitrail.content.registry.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a server asks us to wait.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110: Retry-After</a>
 */
public final class RetryAfter {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private RetryAfter() {}

  /** What this answer says; null when it says nothing that can be read. */
  public static @Nullable Duration of(HttpAnswer answer) {
    String value = answer.header("Retry-After");
    return value == null ? null : parse(value.trim(), serversClock(answer));
  }

  static @Nullable Duration parse(String value, Instant now) {
    if (SECONDS.matcher(value).matches()) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    Instant until = date(value);
    if (until == null) {
      return null;
    }
    Duration wait = Duration.between(now, until);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  /** A date is meant by the server's clock, which its answer shows. */
  private static Instant serversClock(HttpAnswer answer) {
    String date = answer.header("Date");
    Instant told = date == null ? null : date(date);
    return told == null ? Instant.now() : told;
  }

  private static @Nullable Instant date(String value) {
    try {
      return ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
