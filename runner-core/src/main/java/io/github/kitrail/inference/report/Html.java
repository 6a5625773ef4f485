package io.github.kitrail.inference.report;

/**
 * A page that is written from the front to the back. Every value becomes text: there is no way to
 * write one as it is.
 */
final class Html {
  private final StringBuilder page = new StringBuilder();

  /** Begins an element; attributes come in pairs of a name and a value. */
  Html open(String tag, String... attributes) {
    page.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      page.append(' ').append(attributes[i]).append("=\"");
      page.append(escaped(attributes[i + 1])).append('"');
    }
    page.append('>');
    return this;
  }

  Html close(String tag) {
    page.append("</").append(tag).append('>');
    return this;
  }

  Html text(String value) {
    page.append(escaped(value));
    return this;
  }

  /** An element with nothing but text in it. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close(tag);
  }

  Html line() {
    page.append('\n');
    return this;
  }

  /** Text in which nothing can be markup, in an attribute neither. */
  private static String escaped(String value) {
    StringBuilder text = new StringBuilder();
    Printable.text(value)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\'' -> text.append("&#39;");
                default -> text.appendCodePoint(c);
              }
            });
    return text.toString();
  }

  /** What is ours and no value: the document's head, a style sheet. */
  Html head(String ours) {
    page.append(ours);
    return this;
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
