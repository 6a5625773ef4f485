package io.github.kitrail.modelkit;

/**
 * In which YAML styles a text can be written.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#733-plain-style">plain style</a>
 */
record GoYamlTraits(
    boolean blockPlainAllowed,
    boolean flowPlainAllowed,
    boolean singleQuotesAllowed,
    boolean literalAllowed) {
  private static final String NEVER_FIRST = "#,[]{}&*!|>'\"%@`";
  private static final String NOT_IN_FLOW = ",?[]{}:";

  static GoYamlTraits of(String text) {
    if (text.isEmpty()) {
      return new GoYamlTraits(true, false, true, false);
    }
    int[] chars = text.codePoints().toArray();
    boolean escapes = false;
    boolean tabs = false;
    boolean block = !text.startsWith("---") && !text.startsWith("...");
    boolean flow = block;
    for (int i = 0; i < chars.length; i++) {
      int c = chars[i];
      boolean beforeBlank = i + 1 == chars.length || isBlank(chars[i + 1]);
      boolean afterBlank = i == 0 || isBlank(chars[i - 1]) || chars[i - 1] == '\n';
      boolean indicator =
          i == 0
              ? NEVER_FIRST.indexOf(c) >= 0 || ("?:-".indexOf(c) >= 0 && beforeBlank)
              : (c == ':' && beforeBlank) || (c == '#' && afterBlank);
      boolean flowIndicator = i == 0 ? c == '?' || c == ':' : NOT_IN_FLOW.indexOf(c) >= 0;
      block &= !indicator;
      flow &= !indicator && !flowIndicator;
      tabs |= c == '\t';
      escapes |= c != '\t' && !isPrintable(c);
    }
    boolean spaceBeforeBreak = text.contains(" \n");
    boolean trimmed = !isSpaceOrBreak(chars[0]) && !isSpaceOrBreak(chars[chars.length - 1]);
    boolean quotable = !escapes && !tabs && !spaceBeforeBreak && !text.contains("\n ");
    boolean plain = quotable && trimmed && text.indexOf('\n') < 0;
    return new GoYamlTraits(
        plain && block,
        plain && flow,
        quotable,
        !escapes
            && !spaceBeforeBreak
            && !text.endsWith(" ")
            && chars[0] != '\n'
            && chars[0] != '\t');
  }

  /** Whether yaml.v3 writes it as it is; it takes nothing beyond the basic plane. */
  static boolean isPrintable(int c) {
    return c == '\n'
        || (c >= 0x20 && c <= 0x7e)
        || (c >= 0xa0 && c <= 0xd7ff && c != 0x2028 && c != 0x2029)
        || (c >= 0xe000 && c <= 0xfffd && c != 0xfeff);
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isSpaceOrBreak(int c) {
    return c == ' ' || c == '\n';
  }
}
