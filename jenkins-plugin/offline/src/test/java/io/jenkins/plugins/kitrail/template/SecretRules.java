package io.jenkins.plugins.kitrail.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Groovy puts into the text of a command is seen by whoever sees the agent's processes, and
 * run by its shell: <a
 * href="https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#string-interpolation">String
 * interpolation</a>. So a secret is read by the shell, and no value is put into a command.
 */
final class SecretRules {
  private static final Pattern INTERPOLATED =
      Pattern.compile(
          "\"[^\"\\n]*\\$\\{?[\\w.]*(?i:password|passphrase|token|secret|key)[^\"\\n]*\"");
  private static final Pattern COMMAND =
      Pattern.compile("\\b(?:sh|bat|powershell|pwsh)\\b[ (]*(?:[^\\n]*script: *)?(\"|\\w+\\.)");

  private SecretRules() {}

  /** A sentence for each place that breaks them. */
  static List<String> broken(String groovy) {
    List<String> broken = new ArrayList<>();
    // What the shell reads is in single quotes.
    String text = groovy.replaceAll("(?s)'''.*?'''", "''").replaceAll("'[^'\\n]*'", "''");
    find(INTERPOLATED, text, "puts a secret into a text", broken);
    find(COMMAND, text, "puts values into a command", broken);
    return broken;
  }

  private static void find(Pattern pattern, String text, String sentence, List<String> broken) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      long line = text.substring(0, matcher.start()).lines().count();
      broken.add("Near line " + line + " it " + sentence + ": " + matcher.group());
    }
  }
}
