package io.github.kitrail.content.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  @Test
  void isSecondsOrADate() {
    assertThat(RetryAfter.parse("120", NOW)).isEqualTo(Duration.ofMinutes(2));
    assertThat(RetryAfter.parse("Mon, 23 Nov 2026 10:00:30 GMT", NOW)).hasSeconds(30);
    assertThat(RetryAfter.parse("Mon, 23 Nov 2026 09:00:30 GMT", NOW)).isZero();
  }

  @Test
  void whatCannotBeReadSaysNothing() {
    for (String value : new String[] {"", "soon", "-3", "1.5", "99999999999999"}) {
      assertThat(RetryAfter.parse(value, NOW)).isNull();
    }
  }
}
