package io.github.kitrail.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {
  /** GitHub decodes entities before it looks for names, so an entity alone would call somebody. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "@everyone -> @&#8203;everyone",
        "a@b.example -> a@&#8203;b.example",
        "fixes #12 -> fixes #&#8203;12",
        "gh-12 -> gh-&#8203;12",
        "high-12 -> high-12",
        "<img src=x> -> &#60;img src=x&#62;",
        "[x](http://e.example) -> &#91;x&#93;(http&#58;//e.example)",
        "WWW.e.example -> WWW&#46;e.example",
        "**b** `c` ~~d~~ -> &#42;&#42;b&#42;&#42; &#96;c&#96; &#126;&#126;d&#126;&#126;",
        "a|b -> a&#124;b",
        "&#64;x -> &#38;#&#8203;64;x",
        "$x$ -> &#36;x&#36;",
      })
  void textIsText(String value, String markdown) {
    assertThat(Markdown.text(value)).isEqualTo(markdown);
  }

  @Test
  void aLineBreakBeginsNoBlock() {
    assertThat(Markdown.text("a\n# b\u0007")).isEqualTo("a<br>#&#8203; b ");
  }

  @Test
  void codeIsCopiedAsItIs() {
    assertThat(Markdown.code("ghcr.io/a/b@sha256:12"))
        .isEqualTo("<code>ghcr.io/a/b@sha256:12</code>");
    assertThat(Markdown.code("</code>@x")).isEqualTo("<code>&#60;/code&#62;@x</code>");
  }

  @Test
  void ofALongPageWholeLinesAreKept() {
    Markdown page = new Markdown();
    page.table(List.of("a"), java.util.Collections.nCopies(100, List.of("0123456789")));
    assertThat(page.upTo(10_000)).isEqualTo(page.toString());
    String cut = page.upTo(500);
    assertThat(cut).hasSizeLessThanOrEqualTo(500).endsWith("GitHub takes no more._\n");
    assertThat(cut.lines().filter(it -> it.contains("0")))
        .isNotEmpty()
        .allMatch("| 0123456789 |"::equals);
  }
}
