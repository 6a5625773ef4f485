package io.github.kitrail.modelkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextPathTest {
  /** Expected is what Go's path.Clean returns. */
  @ParameterizedTest
  @CsvSource({
    "'', .",
    "., .",
    "./, .",
    "a, a",
    "a/, a",
    "./a, a",
    "a//b, a/b",
    "a/./b, a/b",
    "a/../b, b",
    "a/.., .",
    "a/../.., ..",
    "../a, ../a",
    "../../a, ../../a",
    "a/../../b, ../b",
    "/, /",
    "/a/, /a",
    "/.., /",
    "/../a, /a",
    "...., ....",
    "a/..b, a/..b"
  })
  void theShortestNameOfAPath(String path, String clean) {
    assertThat(ContextPath.clean(path)).isEqualTo(clean);
    assertThat(ContextPath.clean(clean)).isEqualTo(clean);
  }

  @Test
  void aMissingPathMeansTheContext() {
    assertThat(ContextPath.clean(null)).isEqualTo(".");
  }

  @ParameterizedTest
  @CsvSource({
    "a/b, a, true",
    "a, a, true",
    "a, ., true",
    "., ., true",
    "ab, a, false",
    "a, a/b, false",
    "., a, false"
  })
  void aPathLiesWithinAFolder(String path, String folder, boolean within) {
    assertThat(ContextPath.isWithin(path, folder)).isEqualTo(within);
  }
}
