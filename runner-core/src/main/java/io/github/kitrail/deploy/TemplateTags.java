package io.github.kitrail.deploy;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks over a template before it is used: values stand in quotes, and nothing asks for raw output.
 * Escaping alone would not help a value that a template leaves unquoted.
 */
final class TemplateTags {
  private static final Pattern TAG = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);

  private final String template;
  private final TemplateFormat format;
  private final Set<String> unquoted;

  /**
   * @param unquoted the names whose values are numbers or true and false
   */
  TemplateTags(String template, TemplateFormat format, Set<String> unquoted) {
    this.template = template;
    this.format = format;
    this.unquoted = unquoted;
  }

  /** The first thing that is wrong. */
  Optional<Problem> problem() {
    Matcher tag = TAG.matcher(template);
    while (tag.find()) {
      String content = tag.group(1).strip();
      String kind = content.isEmpty() ? "" : content.substring(0, 1);
      if (!kind.isEmpty() && "{&=><$".contains(kind)) {
        return problem(tag, tag.group() + " is not allowed: every value is escaped");
      }
      boolean value = kind.isEmpty() || !"!#^/".contains(kind);
      if (value && !unquoted.contains(content) && !isQuoted(tag.start())) {
        String quotes = format.quotes().orElse("");
        return problem(tag, "write " + quotes + tag.group() + quotes + ", in quotes");
      }
    }
    return Optional.empty();
  }

  private Optional<Problem> problem(Matcher tag, String text) {
    int line = 1 + (int) template.substring(0, tag.start()).chars().filter(c -> c == '\n').count();
    return Optional.of(new Problem(line, text));
  }

  private boolean isQuoted(int position) {
    if (format.quotes().isEmpty()) {
      return true;
    }
    String wanted = format.quotes().get();
    int lineStart = template.lastIndexOf('\n', position - 1) + 1;
    String before = TAG.matcher(template.substring(lineStart, position)).replaceAll("");
    return wanted.equals(openQuotes(before, wanted));
  }

  /** The quotes that are open where the text ends. */
  private String openQuotes(String text, String wanted) {
    String open = "";
    int i = 0;
    while (i < text.length()) {
      int step = 1;
      if (text.charAt(i) == '\\' && open.equals("\"")) {
        step = 2;
      } else if (!open.isEmpty() && text.startsWith(open, i)) {
        step = open.length();
        open = "";
      } else if (open.isEmpty() && text.startsWith(wanted, i)) {
        step = wanted.length();
        open = wanted;
      } else if (open.isEmpty() && (text.charAt(i) == '\'' || text.charAt(i) == '"')) {
        open = String.valueOf(text.charAt(i));
      }
      i += step;
    }
    return open;
  }

  /**
   * What is wrong with a template.
   *
   * @param line counted from 1
   */
  record Problem(int line, String text) {}
}
