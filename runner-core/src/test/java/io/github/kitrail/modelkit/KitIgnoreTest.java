package io.github.kitrail.modelkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KitIgnoreTest {
  /** Expected is what moby's patternmatcher 0.6.0 says, which kit uses. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      textBlock =
          """
          * abc true
          * a/b true
          *c abc true
          a* ab/c true
          a*/b abc/b true
          a*/b a/c/b false
          a*b?c*x abxbbxdbxebxczzx true
          a*b?c*x abxbbxdbxebxczzy false
          *.env secret.env true
          *.env code/secret.env false
          **/*.env code/secret.env true
          **/*.env secret.env true
          **/*.env a/b/c.env/d true
          ** dir/file true
          **/ dir/file true
          **/** dir/file true
          dir/** dir false
          dir/** dir/a/b true
          dir** directory true
          **/dir dir/file true
          **/dir a/dir true
          **/dir adir false
          **file dir/afile true
          **file* dir/afile false
          **file* dir/file1 true
          **/b/* a/b/c true
          **/b/** a/b/c/d true
          **/**/*.txt file.txt true
          a**/*.txt a/b/c/file.txt true
          a/*.txt a/b/file.txt false
          a/**/z a/z true
          a/**/z a/b/c/z true
          a[b-d]e ace true
          a[b-d]e aae false
          a[^b-d]e aze true
          a[^b]e a/e true
          [a-ζ]* α true
          a?b a☺b true
          a?b a/b false
          a\\*b a*b true
          a\\*b aab false
          [\\]a] ] true
          [x\\-] - true
          [&&a] & true
          .* .git true
          .* git false
          abc.def abcZdef false
          a(b)c|{d}+$ a(b)c|{d}+$ true
          a^b a^b true
          ignored/ ignored/x/y true
          /ignored ignored/x true
          ./a/../ignored ignored true
          a//b a/b/c true
          ignored a/ignored false
          """)
  void aPatternMatchesAsDockersDo(String pattern, String path, boolean ignored)
      throws KitrailException {
    assertThat(KitIgnore.parse(pattern).matches(path)).isEqualTo(ignored);
  }

  @Test
  void theLastPatternThatMatchesDecides() throws KitrailException {
    KitIgnore ignore =
        KitIgnore.parse(
            """
            data
            !data/keep
            data/keep/not-this
            *.log
            !important.log
            """);

    assertThat(ignore.matches("data/x")).isTrue();
    assertThat(ignore.matches("data/keep")).isFalse();
    assertThat(ignore.matches("data/keep/deep/x")).isFalse();
    assertThat(ignore.matches("data/keep/not-this")).isTrue();
    assertThat(ignore.matches("important.log")).isFalse();
    assertThat(ignore.matches("other.log")).isTrue();
    assertThat(ignore.hasExclusions()).isTrue();
  }

  @Test
  void anExceptionBeforeItsRuleHasNoEffect() throws KitrailException {
    assertThat(KitIgnore.parse("!a.log\n*.log\n").matches("a.log")).isTrue();
  }

  @Test
  void commentsBlankLinesSpacesAndLineEndsAreRead() throws KitrailException {
    KitIgnore ignore = KitIgnore.parse("\ufeff# comment\r\n\r\n  a.log  \r\n! b.log\r\n #x\n");

    assertThat(ignore.matches("a.log")).isTrue();
    assertThat(ignore.matches("# comment")).isFalse();
    assertThat(ignore.matches("#x")).isTrue();
    assertThat(ignore.hasExclusions()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Kitfile", "kitfile", ".kitfile", ".kitignore"})
  void kitsOwnFilesAreAlwaysLeftOut(String name) throws KitrailException {
    assertThat(KitIgnore.parse("").matches(name)).isTrue();
    assertThat(KitIgnore.parse("!" + name).matches(name)).isTrue();
    assertThat(KitIgnore.parse("").matches("code/" + name)).isFalse();
  }

  @Test
  void withoutPatternsNothingElseIsLeftOut() throws KitrailException {
    KitIgnore ignore = KitIgnore.parse("");

    assertThat(ignore.matches("model/weights.bin")).isFalse();
    assertThat(ignore.hasExclusions()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [     | a [ has no ] in [
          a[    | a [ has no ] in a[
          [^bc  | a [ has no ] in [^bc
          []a]  | a character is missing between [ and ] in []a]
          [-x]  | a character is missing between [ and ] in [-x]
          [x-]  | a character is missing between [ and ] in [x-]
          [z-a] | a range goes backwards in [z-a]
          a\\   | a character is missing after \\ in a\\
          !     | a path is missing after !
          !/    | a path is missing after !
          """)
  void aWrongPatternIsNamedWithItsLine(String pattern, String reason) {
    assertThatThrownBy(() -> KitIgnore.parse("ok\n\n" + pattern + "\n"))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT))
        .hasMessage(".kitignore, line 3: " + reason + ".");
  }

  @Test
  void aPathGoesToTheDeepestLayerThatHoldsIt() {
    LayerOverlap overlap = new LayerOverlap(List.of("model", "model/train", "."));

    assertThat(overlap.belongsElsewhere("model/train/a", "model")).isTrue();
    assertThat(overlap.belongsElsewhere("model/train", "model")).isTrue();
    assertThat(overlap.belongsElsewhere("model/train/a", "model/train")).isFalse();
    assertThat(overlap.belongsElsewhere("model", "model/train")).isFalse();
    assertThat(overlap.belongsElsewhere("model/a", ".")).isTrue();
    assertThat(overlap.belongsElsewhere("README.md", ".")).isFalse();
  }

  @Test
  void aPathThatOnlyStartsLikeAnotherLayerIsNotLost() {
    LayerOverlap overlap = new LayerOverlap(List.of("model", "model/train"));

    assertThat(overlap.belongsElsewhere("model/train.bin", "model")).isFalse();
    assertThat(overlap.belongsElsewhere("model/training/x", "model")).isFalse();
  }
}
