package io.jenkins.plugins.kitrail.facts;

import java.util.regex.Pattern;

/** Text that Markdown shows as it is: a name or a model's answer can be anything. */
final class MarkdownText {
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_{}\\[\\]()#+!|<>&~@-]");

  private MarkdownText() {}

  /** On one line. */
  static String of(String text) {
    return SPECIAL.matcher(text.replaceAll("\\s+", " ").strip()).replaceAll("\\\\$0");
  }

  /** A code span, which shows what it holds as it is, on one line. */
  static String code(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    int longest = 0;
    int run = 0;
    for (char c : line.toCharArray()) {
      run = c == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(longest + 1);
    // A pipe would end a table's cell even in code.
    return fence + " " + line.replace("|", "\\|") + " " + fence;
  }
}
