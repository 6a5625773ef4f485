package io.github.kitrail.evidence.json;

/**
 * Text that strangers wrote, made fit for a terminal and a log: no control characters, which could
 * rewrite what is on the screen or look like a workflow command, and no endless lines.
 */
public final class Printable {
  private static final int LONGEST = 200;

  private Printable() {}

  public static String of(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    StringBuilder clean = new StringBuilder();
    cut.codePoints()
        .map(c -> Character.isISOControl(c) || isInvisible(c) ? '?' : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  /** Among them the marks that turn the direction of what follows. */
  private static boolean isInvisible(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
