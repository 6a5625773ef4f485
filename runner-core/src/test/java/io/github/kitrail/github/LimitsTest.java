package io.github.kitrail.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private final Limits limits = new Limits(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void aPlainRefusalIsNoLimit() {
    Answer answer = answer(403, Map.of(Answer.REMAINING, "12"), null, "{\"message\": \"no\"}");
    assertThat(Limits.isReached(answer)).isFalse();
    assertThat(limits.pause(answer, 1, true)).isNull();
  }

  @Test
  void aResetThatIsPastOrUnreadableIsASecondOrAMinute() {
    Answer past = answer(403, Map.of(Answer.REMAINING, "0", Answer.RESET, "1000"), null, "");
    assertThat(limits.pause(past, 1, false)).isEqualTo(Duration.ofSeconds(1));
    Answer unreadable =
        answer(429, Map.of(Answer.REMAINING, "0", Answer.RESET, "soon"), null, "<html>");
    assertThat(limits.pause(unreadable, 1, false)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void aFailureIsTriedThreeTimesInAll() {
    Answer answer = answer(500, Map.of(), null, "");
    assertThat(limits.pause(answer, 1, false)).isNull();
    assertThat(limits.pause(answer, 2, true)).isEqualTo(Duration.ofSeconds(2));
    assertThat(limits.pause(answer, 3, true)).isNull();
    Answer told = answer(503, Map.of(), Duration.ofSeconds(7), "");
    assertThat(limits.pause(told, 1, true)).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void patienceEndsAfterAMinute() throws Exception {
    Patience patience = new Patience(pause -> {});
    assertThat(patience.spend(Duration.ofSeconds(61))).isFalse();
    assertThat(patience.spend(Duration.ofSeconds(59))).isTrue();
    assertThat(patience.spend(Duration.ofSeconds(2))).isFalse();
    assertThat(patience.spend(Duration.ofSeconds(1))).isTrue();
  }

  private static Answer answer(
      int status, Map<String, String> headers, Duration retryAfter, String body) {
    return new Answer(status, headers, retryAfter, body.getBytes(StandardCharsets.UTF_8));
  }
}
