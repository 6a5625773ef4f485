package io.github.kitrail.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
  private static final List<String> WORDS = List.of("datasets", "model", "docs", "code");

  @Test
  void findsTheWordThatWasMeant() {
    assertThat(Suggestion.closest("datset", WORDS)).contains("datasets");
    assertThat(Suggestion.closest("modle", WORDS)).contains("model");
    assertThat(Suggestion.closest("DOCS", WORDS)).contains("docs");
  }

  @Test
  void doesNotGuessWildly() {
    assertThat(Suggestion.closest("weights", WORDS)).isEmpty();
    assertThat(Suggestion.closest("x", WORDS)).isEmpty();
  }
}
