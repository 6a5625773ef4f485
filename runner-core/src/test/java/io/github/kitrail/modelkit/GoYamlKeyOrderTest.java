package io.github.kitrail.modelkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GoYamlKeyOrderTest {
  /** Expected is the order in which yaml.v3 3.0.1 wrote these keys. */
  @Test
  void numbersInKeysCount() {
    List<String> ordered =
        List.of(
            "",
            "_x",
            "1",
            "1a",
            "01",
            "A",
            "B",
            "a",
            "a-1",
            "a1",
            "layer-1",
            "layer1",
            "layer1a",
            "layer01",
            "layer001b",
            "layer2",
            "layer10",
            "layer10-b",
            "é");

    List<String> shuffled = new ArrayList<>(ordered);
    Collections.shuffle(shuffled, new Random(7));

    assertThat(shuffled.stream().sorted(GoYamlKeyOrder.INSTANCE)).isEqualTo(ordered);
  }
}
