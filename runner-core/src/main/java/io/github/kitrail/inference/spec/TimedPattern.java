package io.github.kitrail.inference.spec;

import com.networknt.schema.regex.RegularExpression;
import java.time.Duration;
import java.util.regex.Pattern;

/** A {@code pattern} of a JSON schema, which gives up with {@link TimedText.TimeUp}. */
record TimedPattern(Pattern pattern) implements RegularExpression {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  /**
   * @throws java.util.regex.PatternSyntaxException when it is none of Java's
   */
  TimedPattern(String pattern) {
    this(Pattern.compile(pattern));
  }

  @Override
  public boolean matches(String value) {
    return pattern.matcher(new TimedText(value, LIMIT)).find();
  }
}
