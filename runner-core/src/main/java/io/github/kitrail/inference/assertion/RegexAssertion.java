package io.github.kitrail.inference.assertion;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.spec.TimedText;
import io.github.kitrail.yaml.YamlMapping;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * {@code regex}: Java's regular expressions, found anywhere in the answer.
 *
 * @param limit the longest that looking may take
 */
record RegexAssertion(Pattern pattern, Duration limit) implements Assertion {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  static Assertion read(String word, String key, YamlMapping entry) throws KitrailException {
    String regex = Assertions.text(key, entry);
    try {
      return new RegexAssertion(Pattern.compile(regex), LIMIT);
    } catch (PatternSyntaxException e) {
      throw entry
          .require(key)
          .error("`" + key + "` is no regular expression: " + e.getDescription());
    }
  }

  @Override
  public String expectation() {
    return "to match: " + pattern;
  }

  @Override
  public Outcome check(Answer answer) {
    try {
      return Outcome.of(pattern.matcher(new TimedText(answer.text(), limit)).find());
    } catch (TimedText.TimeUp e) {
      return Outcome.undecided("the expression still backtracks after " + limit.toMillis() + " ms");
    } catch (StackOverflowError e) {
      return Outcome.undecided("the expression recurses too deeply on this answer");
    }
  }
}
