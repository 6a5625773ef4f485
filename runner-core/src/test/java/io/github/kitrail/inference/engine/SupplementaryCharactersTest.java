package io.github.kitrail.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SupplementaryCharactersTest {
  @Test
  void standsInForEmojiAndPutsThemBack() {
    String text = "é 😀 \uE000 𝄞😀";
    SupplementaryCharacters characters = new SupplementaryCharacters(text);
    String replaced = characters.replace(text);
    assertThat(replaced.chars().noneMatch(c -> Character.isSurrogate((char) c))).isTrue();
    assertThat(replaced).startsWith("é ").contains("\uE000").hasSize(8);
    assertThat(characters.restore("<user>" + replaced)).isEqualTo("<user>" + text);
  }

  @Test
  void refusesMoreThanItHasStandInsFor() {
    String all =
        IntStream.range(0x1F000, 0x1F000 + 7000)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    assertThatThrownBy(() -> new SupplementaryCharacters("").replace(all))
        .hasMessageContaining("too many different emoji");
  }
}
