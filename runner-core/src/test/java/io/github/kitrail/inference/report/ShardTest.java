package io.github.kitrail.inference.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
  @Property
  void everyTestIsInOneShardAndTheyDifferByOneAtMost(
      @ForAll @IntRange(max = 60) int tests, @ForAll @IntRange(min = 1, max = 20) int count) {
    List<Integer> all = IntStream.range(0, tests).boxed().toList();
    List<Integer> dealt = new ArrayList<>();
    for (int index = 1; index <= count; index++) {
      Shard shard = new Shard(index, count);
      List<Integer> own = shard.of(all, 0);
      assertThat(own).isSorted().hasSizeBetween(tests / count, (tests + count - 1) / count);
      assertThat(shard.share(tests)).isEqualTo(own.size());
      dealt.addAll(own);
    }
    assertThat(dealt).containsExactlyInAnyOrderElementsOf(all);
  }

  @Property
  void twoListsAreDealtOutLikeOne(
      @ForAll @IntRange(max = 60) int tests,
      @ForAll @IntRange(max = 60) int first,
      @ForAll @IntRange(min = 1, max = 20) int count) {
    List<Integer> all = IntStream.range(0, tests).boxed().toList();
    int cut = Math.min(first, tests);
    for (int index = 1; index <= count; index++) {
      Shard shard = new Shard(index, count);
      List<Integer> own = new ArrayList<>(shard.of(all.subList(0, cut), 0));
      own.addAll(shard.of(all.subList(cut, tests), cut));
      assertThat(own).isEqualTo(shard.of(all, 0));
    }
  }

  @Test
  void aTestAtTheEndMovesNoOther() {
    assertThat(new Shard(2, 3).of(List.of("a", "b", "c", "d", "e"), 0)).containsExactly("b", "e");
    assertThat(new Shard(2, 3).of(List.of("a", "b", "c", "d", "e", "f"), 0))
        .containsExactly("b", "e");
  }

  @Test
  void readsWhatItWrites() throws Exception {
    assertThat(Shard.parse("2/5")).isEqualTo(new Shard(2, 5)).hasToString("2/5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/5", "6/5", "2", "2/", "a/b", "1/1001", "1/0", "-1/5", "2 of 5", ""})
  void anythingElseIsASentence(String text) {
    assertThatThrownBy(() -> Shard.parse(text))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT))
        .hasMessageContaining("2/5, the second of five")
        .hasMessageContaining("`" + text + "` is none");
  }
}
