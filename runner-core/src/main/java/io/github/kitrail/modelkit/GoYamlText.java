package io.github.kitrail.modelkit;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text in the style that {@code yaml.v3} chooses for it: plain where that reads back as the same
 * text, else single quotes; double quotes when it would be something else than text or has
 * characters to escape; a literal block when it has several lines. What yaml.v3 writes but cannot
 * read back as it was is written in double quotes: a block that starts with a line break, which it
 * loses, or with a tab, which it rejects.
 */
final class GoYamlText {
  /** In bytes. */
  private static final int LONGEST_SIMPLE_KEY = 128;

  private static final String LINE_BREAKS = "\n\r\u0085\u2028\u2029";
  private static final Pattern BASE_60 =
      Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])++(?:\\.[0-9_]*)?");
  private static final Set<String> OLD_BOOLS =
      Set.of(
          "y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "n", "N", "no", "No", "NO", "off", "Off",
          "OFF");
  private static final Map<Integer, String> SHORT_ESCAPES =
      Map.ofEntries(
          Map.entry(0, "0"),
          Map.entry(7, "a"),
          Map.entry((int) '\b', "b"),
          Map.entry((int) '\n', "n"),
          Map.entry(0x0b, "v"),
          Map.entry((int) '\f', "f"),
          Map.entry((int) '\r', "r"),
          Map.entry((int) '\t', "t"),
          Map.entry(0x1b, "e"),
          Map.entry((int) '"', "\""),
          Map.entry((int) '\\', "\\"),
          Map.entry(0x85, "N"),
          Map.entry(0x2028, "L"),
          Map.entry(0x2029, "P"));

  private final String text;
  private final GoYamlTraits traits;

  private GoYamlText(String text) {
    this.text = text;
    this.traits = GoYamlTraits.of(text);
  }

  static GoYamlText of(String text) {
    return new GoYamlText(text);
  }

  /** Whether it is too long, or breaks too often, for a key that has its value beside it. */
  boolean isLongKey() {
    return text.getBytes(StandardCharsets.UTF_8).length > LONGEST_SIMPLE_KEY
        || text.chars().anyMatch(c -> LINE_BREAKS.indexOf(c) >= 0);
  }

  /** As a value or a key in block style, whose further lines have this indent. */
  String inBlock(int indent) {
    if (text.indexOf('\n') >= 0 && traits.literalAllowed()) {
      return literal(indent);
    }
    return onOneLine(traits.blockPlainAllowed());
  }

  /** As a key on one line. yaml.v3 leaves a merge key that is none unquoted, and misreads it. */
  String asKey() {
    return text.equals(YamlScalars.MERGE_KEY)
        ? doubleQuoted()
        : onOneLine(traits.blockPlainAllowed());
  }

  /** As an element of a list in brackets. */
  String inFlow() {
    return onOneLine(traits.flowPlainAllowed());
  }

  private String onOneLine(boolean plainAllowed) {
    if (text.indexOf('\n') >= 0 || !readsBackAsText()) {
      return doubleQuoted();
    }
    if (plainAllowed) {
      return text;
    }
    return traits.singleQuotesAllowed() ? "'" + text.replace("'", "''") + "'" : doubleQuoted();
  }

  private boolean readsBackAsText() {
    return GoYamlScalar.resolve(text).kind() == GoYamlScalar.Kind.TEXT
        && !OLD_BOOLS.contains(text)
        && !BASE_60.matcher(text).matches();
  }

  private String literal(int indent) {
    StringBuilder out = new StringBuilder("|");
    if (text.startsWith(" ")) {
      out.append('2');
    }
    if (!text.endsWith("\n")) {
      out.append('-');
    } else if (text.endsWith("\n\n")) {
      out.append('+');
    }
    out.append('\n');
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      out.append(lines[i].isEmpty() ? "" : " ".repeat(indent)).append(lines[i]);
      out.append(i < lines.length - 1 ? "\n" : "");
    }
    return out.toString();
  }

  private String doubleQuoted() {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              String escape = SHORT_ESCAPES.get(c);
              if (escape != null) {
                out.append('\\').append(escape);
              } else if (GoYamlTraits.isPrintable(c)) {
                out.appendCodePoint(c);
              } else {
                out.append(hexEscape(c));
              }
            });
    return out.append('"').toString();
  }

  private static String hexEscape(int c) {
    String format = c <= 0xff ? "\\x%02X" : c <= 0xffff ? "\\u%04X" : "\\U%08X";
    return String.format(Locale.ROOT, format, c);
  }
}
