package io.github.kitrail.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTextTest {
  private static AnswerText text(List<String> stops, String... pieces) {
    AnswerText text = new AnswerText(stops);
    for (String piece : pieces) {
      if (!text.isStopped()) {
        text.add(piece);
      }
    }
    return text;
  }

  @Test
  void endsBeforeAStopTextThatComesInPieces() {
    AnswerText text = text(List.of("User:"), " Paris", "\nUs", "er", ": and on");
    assertThat(text).hasToString(" Paris\n");
    assertThat(text.isStopped()).isTrue();
    assertThat(text.endedByModel()).isFalse();
  }

  @Test
  void endsBeforeTheFirstOfSeveral() {
    assertThat(text(List.of("c", "b"), "abc")).hasToString("a");
  }

  @Test
  void keepsAnEndThatOnlyBeginsLikeAStopText() {
    AnswerText text = text(List.of("User:"), "ask the Us", "");
    assertThat(text).hasToString("ask the Us");
    assertThat(text.isStopped()).isFalse();
    assertThat(text.endedByModel()).isTrue();
  }

  @Test
  void knowsThatTheModelWasCutShort() {
    assertThat(text(List.of(), "a", "b").endedByModel()).isFalse();
    assertThat(text(List.of()).endedByModel()).isFalse();
  }

  @Test
  void tellsWhatIsNewAndHoldsBackWhatMayBecomeAStopText() {
    AnswerText text = new AnswerText(List.of("User:", "END"));
    text.add("Paris U");
    assertThat(text.fresh(false)).isEqualTo("Paris ");
    text.add("s");
    assertThat(text.fresh(false)).isEmpty();
    text.add("e it. E");
    assertThat(text.fresh(false)).isEqualTo("Use it. ");
    text.add("ND of all");
    assertThat(text.fresh(false)).isEmpty();
    assertThat(text.fresh(true)).isEmpty();
    assertThat(text).hasToString("Paris Use it. ");
  }

  @Test
  void holdsNothingBackInTheEnd() {
    AnswerText text = text(List.of("User:"), "ask the Us", "");
    assertThat(text.fresh(false)).isEqualTo("ask the ");
    assertThat(text.fresh(true)).isEqualTo("Us");
  }
}
