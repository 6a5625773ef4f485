package io.github.kitrail.pipeline;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills {@code ${version}}, {@code ${git.sha}}, {@code ${git.tag}} and {@code ${env.NAME}} in a
 * reference. A word without a value is an error: a run must not go to a place that nobody named.
 */
final class Placeholders {
  private static final Pattern WORD = Pattern.compile("\\$\\{([^}]*)}");
  private static final String ENV = "env.";

  private final Map<String, String> facts;
  private final Map<String, String> env;

  /**
   * @param facts values by word, such as {@code git.sha}; what is not known is not in it
   */
  Placeholders(Map<String, String> facts, Map<String, String> env) {
    this.facts = facts;
    this.env = env;
  }

  String fill(String text) throws KitrailException {
    StringBuilder filled = new StringBuilder();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value(matcher.group(1), text)));
    }
    return matcher.appendTail(filled).toString();
  }

  private String value(String word, String text) throws KitrailException {
    @Nullable String value =
        word.startsWith(ENV) ? env.get(word.substring(ENV.length())) : facts.get(word);
    if (value == null || value.isEmpty()) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "The reference \""
              + text
              + "\" of "
              + PipelineFile.NAME
              + " needs ${"
              + word
              + "}, which has no value here. "
              + (word.startsWith(ENV)
                  ? "Set the environment variable " + word.substring(ENV.length()) + "."
                  : "Known here are "
                      + new TreeSet<>(facts.keySet())
                      + " and ${env.NAME}; or give -t."));
    }
    return value;
  }
}
