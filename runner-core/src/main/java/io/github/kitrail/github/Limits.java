package io.github.kitrail.github;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How often GitHub may be asked, and how long to wait before asking again.
 *
 * @see <a
 *     href="https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api">GitHub's
 *     limits</a>
 */
record Limits(InstantSource clock) {
  /** What GitHub asks for when it names no time. */
  private static final Duration USUAL = Duration.ofMinutes(1);

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final int FAILURES = 3;

  /** Whether it was asked too often; a 403 can mean that, too. */
  static boolean isReached(Answer answer) {
    boolean refused = answer.status() == 403 || answer.status() == 429;
    return refused
        && (answer.status() == 429
            || answer.retryAfter() != null
            || isUsedUp(answer)
            || isSecondary(answer));
  }

  private static boolean isUsedUp(Answer answer) {
    return answer.header(Answer.REMAINING).strip().equals("0");
  }

  private static boolean isSecondary(Answer answer) {
    return answer.message().toLowerCase(Locale.ROOT).contains("secondary rate limit");
  }

  /**
   * How long to wait before the request is sent again; null when that would not help.
   *
   * @param tried how often it was sent, at least once
   * @param repeatable whether it may have been done all the same
   */
  @Nullable Duration pause(Answer answer, int tried, boolean repeatable) {
    if (isReached(answer)) {
      return atLeast(asked(answer));
    }
    if (answer.status() < 500 || !repeatable || tried >= FAILURES) {
      return null;
    }
    Duration told = answer.retryAfter();
    return atLeast(told == null ? SHORTEST.multipliedBy(tried) : told);
  }

  private Duration asked(Answer answer) {
    if (answer.retryAfter() != null) {
      return answer.retryAfter();
    }
    Instant reset = isUsedUp(answer) ? reset(answer) : null;
    return reset == null ? USUAL : Duration.between(clock.instant(), reset);
  }

  private static Duration atLeast(Duration pause) {
    return pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause;
  }

  private static @Nullable Instant reset(Answer answer) {
    try {
      return Instant.ofEpochSecond(Long.parseLong(answer.header(Answer.RESET).strip()));
    } catch (NumberFormatException | java.time.DateTimeException e) {
      return null;
    }
  }

  /** Why it is not asked again now, as a clause. */
  String inWords(Answer answer) {
    Instant reset = isUsedUp(answer) ? reset(answer) : null;
    if (reset != null) {
      String at = DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC).format(reset);
      return "GitHub's limit of requests is used up until " + at;
    }
    return "GitHub asks for fewer requests (its secondary limit), and to wait "
        + asked(answer).toSeconds()
        + " s before the next one";
  }
}
