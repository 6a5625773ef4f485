package io.github.kitrail.cli;

import java.util.List;

/** A page in GitHub's Markdown, in which no value from elsewhere is more than text. */
final class Markdown {
  private final StringBuilder page = new StringBuilder();

  Markdown heading(int level, String title) {
    page.append("#".repeat(level)).append(' ').append(text(title)).append("\n\n");
    return this;
  }

  Markdown paragraph(String markdown) {
    page.append(markdown).append("\n\n");
    return this;
  }

  /**
   * @param rows cells that are Markdown already; without any nothing is written
   */
  Markdown table(List<String> head, List<List<String>> rows) {
    if (!rows.isEmpty()) {
      row(head);
      row(head.stream().map(it -> "---").toList());
      rows.forEach(this::row);
      page.append('\n');
    }
    return this;
  }

  private void row(List<String> cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** Lines as they are, folded. */
  Markdown details(String title, String lines) {
    page.append("<details><summary>")
        .append(text(title))
        .append("</summary>\n\n<pre>")
        .append(text(lines))
        .append("</pre>\n\n</details>\n\n");
    return this;
  }

  static String code(String value) {
    return "<code>" + text(value) + "</code>";
  }

  /** As characters: what would be Markdown or HTML is written as entities. */
  static String text(String value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ("&<>|*_[]`~\\".indexOf(c) >= 0) {
        text.append("&#").append((int) c).append(';');
      } else if (c == '\n') {
        text.append("<br>");
      } else {
        text.append(Character.isISOControl(c) ? ' ' : c);
      }
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
