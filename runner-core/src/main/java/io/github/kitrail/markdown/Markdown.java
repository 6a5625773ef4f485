package io.github.kitrail.markdown;

import java.util.List;
import java.util.regex.Pattern;

/** A page in GitHub's Markdown, in which no value from elsewhere is more than text. */
public final class Markdown {
  private static final String REST = "\n_The rest is left out: GitHub takes no more._\n";

  /** What GitHub makes a link of without being asked. */
  private static final Pattern ADDRESS = Pattern.compile("(?i)\\b(?:https?|ftp)://|\\bwww\\.");

  private final StringBuilder page = new StringBuilder();

  public Markdown heading(int level, String title) {
    page.append("#".repeat(level)).append(' ').append(text(title)).append("\n\n");
    return this;
  }

  public Markdown paragraph(String markdown) {
    page.append(markdown).append("\n\n");
    return this;
  }

  /**
   * @param rows cells that are Markdown already; without any nothing is written
   */
  public Markdown table(List<String> head, List<List<String>> rows) {
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
  public Markdown details(String title, String lines) {
    page.append("<details><summary>")
        .append(text(title))
        .append("</summary>\n\n<pre>")
        .append(characters(lines))
        .append("</pre>\n\n</details>\n\n");
    return this;
  }

  /** To be copied as it is; GitHub makes nothing of what stands in code. */
  public static String code(String value) {
    return "<code>" + characters(value) + "</code>";
  }

  /** How something ended, such as {@code passed} or {@code skipped}, as a mark and a word. */
  public static String mark(String status) {
    return switch (status) {
      case "passed" -> "✅ passed";
      case "skipped" -> "➖ skipped";
      default -> "❌ " + text(status);
    };
  }

  /**
   * Text that is nothing but text: no Markdown, no HTML, and in a comment nobody is called and no
   * other issue is named. GitHub looks for these when entities are characters again, so they are
   * broken up by a space without width, and addresses before they become links.
   */
  public static String text(String value) {
    return ADDRESS
        .matcher(characters(value).replaceAll("@|(?<!&)#|(?i)(?<=\\bGH)-", "$0&#8203;"))
        .replaceAll(it -> it.group().replace(":", "&#58;").replace(".", "&#46;"));
  }

  /** As characters: what would be Markdown or HTML is written as entities. */
  private static String characters(String value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ("&<>|*_[]`~\\$".indexOf(c) >= 0) {
        text.append("&#").append((int) c).append(';');
      } else if (c == '\n') {
        text.append("<br>");
      } else {
        text.append(Character.isISOControl(c) ? ' ' : c);
      }
    }
    return text.toString();
  }

  /**
   * The page, or as many of its lines as these characters hold, and a word that there were more.
   */
  public String upTo(int characters) {
    if (page.length() <= characters) {
      return page.toString();
    }
    int end = page.lastIndexOf("\n", characters - REST.length() - 1);
    return page.substring(0, end + 1) + REST;
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
