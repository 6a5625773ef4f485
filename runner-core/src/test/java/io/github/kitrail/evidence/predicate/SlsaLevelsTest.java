package io.github.kitrail.evidence.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlsaLevelsTest {
  @Test
  void aHigherLevelIncludesTheLowerOnesOfItsTrack() {
    SlsaLevels levels = new SlsaLevels(List.of("SLSA_BUILD_LEVEL_2", "REVIEWED"));
    assertThat(levels.missing(List.of("SLSA_BUILD_LEVEL_1", "SLSA_BUILD_LEVEL_2", "REVIEWED")))
        .isEmpty();
    assertThat(levels.missing(List.of("SLSA_BUILD_LEVEL_3"))).contains("SLSA_BUILD_LEVEL_3");
    assertThat(levels.missing(List.of("SLSA_SOURCE_LEVEL_1"))).contains("SLSA_SOURCE_LEVEL_1");
    assertThat(levels.missing(List.of("REVIEWED_TWICE"))).contains("REVIEWED_TWICE");
    assertThat(
            new SlsaLevels(List.of("SLSA_BUILD_LEVEL_UNEVALUATED"))
                .missing(List.of("SLSA_BUILD_LEVEL_0")))
        .contains("SLSA_BUILD_LEVEL_0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SLSA_BUILD_LEVEL_UNEVALUATED", "SLSA_BUILD", "SLSA_BUILD_LEVEL_", "SLSA_", " "})
  void someAreNoLevels(String word) {
    assertThatThrownBy(() -> SlsaLevels.check(word)).hasMessageContaining("not a level");
  }

  @Test
  void someAre() throws Exception {
    assertThat(SlsaLevels.check("SLSA_BUILD_LEVEL_3")).isEqualTo("SLSA_BUILD_LEVEL_3");
    assertThat(SlsaLevels.check("REVIEWED")).isEqualTo("REVIEWED");
  }
}
