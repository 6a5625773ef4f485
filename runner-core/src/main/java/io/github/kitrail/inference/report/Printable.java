package io.github.kitrail.inference.report;

/** Text that a terminal or an XML parser takes as text, whatever a model writes. */
final class Printable {
  private Printable() {}

  /** Control characters, lone surrogates and the like are replaced by U+FFFD; line breaks stay. */
  static String text(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints().forEach(c -> clean.appendCodePoint(isPrintable(c) ? c : 0xFFFD));
    return clean.toString();
  }

  private static boolean isPrintable(int c) {
    boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
    boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
    return !control && !surrogate && (c & 0xFFFE) != 0xFFFE;
  }
}
