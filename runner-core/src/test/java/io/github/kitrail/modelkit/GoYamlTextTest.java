package io.github.kitrail.modelkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected is what yaml.v3 3.0.1 wrote. */
class GoYamlTextTest {
  @ParameterizedTest
  @MethodSource("texts")
  void isQuotedAsKitQuotesIt(String text, String block, String flow) {
    assertThat(GoYamlText.of(text).inBlock(4)).isEqualTo(block);
    assertThat(GoYamlText.of(text).inFlow()).isEqualTo(flow);
  }

  @ParameterizedTest
  @ValueSource(strings = {":12", "_1", ".1", "0", "-1"})
  void aVeryLongTextIsNoTrouble(String part) {
    String text = "1" + part.repeat(200_000) + "x";

    assertThat(GoYamlText.of(text).inBlock(2)).isEqualTo(text);
    assertThat(GoYamlText.of("." + text).inBlock(2)).isEqualTo("." + text);
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        same("plain text"),
        same("a#b"),
        same("-a"),
        same("it's"),
        same("a \"q\""),
        same("é モデル"),
        same("a\\b"),
        same("="),
        same("+"),
        same("<<"),
        same("\u00a0x"),
        same("x".repeat(200)),
        Arguments.of("a:b", "a:b", "'a:b'"),
        Arguments.of("?a", "?a", "'?a'"),
        Arguments.of("a, b", "a, b", "'a, b'"),
        Arguments.of("a]", "a]", "'a]'"),
        Arguments.of("a?b", "a?b", "'a?b'"),
        Arguments.of(":a", ":a", "':a'"),
        single("a: b"),
        single("a #b"),
        single("#a"),
        single("- a"),
        single("? a"),
        single("a:"),
        single(":"),
        single("..."),
        single("---a"),
        single(" lead"),
        single("trail "),
        single("\"q\""),
        single("[x]"),
        single("{x}"),
        single("*x"),
        single("&x"),
        single("!x"),
        single("|x"),
        single(">x"),
        single("%x"),
        single("@x"),
        single("`x`"),
        Arguments.of("'q'", "'''q'''", "'''q'''"),
        doubled("", ""),
        doubled("yes", "yes"),
        doubled("No", "No"),
        doubled("true", "true"),
        doubled("~", "~"),
        doubled("1", "1"),
        doubled("1.0", "1.0"),
        doubled("0x1F", "0x1F"),
        doubled("12e03", "12e03"),
        doubled("1:30", "1:30"),
        doubled("2024-01-01", "2024-01-01"),
        doubled(".5", ".5"),
        doubled("a\tb", "a\\tb"),
        doubled("a\\\tb", "a\\\\\\tb"),
        doubled("two \nlines", "two \\nlines"),
        doubled("a\r\nb", "a\\r\\nb"),
        doubled("😀", "\\U0001F600"),
        doubled("\u0007\u0001", "\\a\\x01"),
        doubled("\u0085", "\\N"),
        // Not as yaml.v3: it loses a first line break and cannot read a first tab.
        doubled("\nlines", "\\nlines"),
        doubled("\t\nlines", "\\t\\nlines"),
        Arguments.of("two\nlines", "|-\n    two\n    lines", "\"two\\nlines\""),
        Arguments.of("two\nlines\n", "|\n    two\n    lines\n", "\"two\\nlines\\n\""),
        Arguments.of(
            "two\n\nlines\n\n", "|+\n    two\n\n    lines\n\n", "\"two\\n\\nlines\\n\\n\""),
        Arguments.of(" two\nlines", "|2-\n     two\n    lines", "\" two\\nlines\""));
  }

  private static Arguments same(String text) {
    return Arguments.of(text, text, text);
  }

  private static Arguments single(String text) {
    return Arguments.of(text, "'" + text + "'", "'" + text + "'");
  }

  private static Arguments doubled(String text, String escaped) {
    return Arguments.of(text, "\"" + escaped + "\"", "\"" + escaped + "\"");
  }
}
