package io.github.kitrail.inference.assertion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.spec.AnswerSchema;
import io.github.kitrail.inference.spec.Schemas;
import io.github.kitrail.inference.spec.TimedText;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code is-json}: the answer is one JSON value. {@code contains-json}: an object or array stands
 * somewhere in it, as between the lines of a Markdown fence. {@code true}, or a JSON schema that
 * the value must fit.
 */
record JsonAssertion(boolean anywhere, @Nullable AnswerSchema schema) implements Assertion {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_STARTS = 1000;

  static Assertion read(String word, String key, YamlMapping entry, Schemas schemas)
      throws KitrailException {
    YamlValue value = entry.require(key);
    boolean any = value.isScalar() && value.text().equals("true");
    if (value.isScalar() && value.text().equals("false")) {
      throw value.error(
          "`" + key + "` takes `true`, a JSON schema, or the path of a file with one");
    }
    return new JsonAssertion(word.startsWith("contains"), any ? null : schemas.read(value));
  }

  @Override
  public String expectation() {
    return (anywhere ? "to contain JSON" : "to be JSON")
        + (schema == null ? "" : " that fits the schema " + schema.text());
  }

  @Override
  public Outcome check(Answer answer) {
    try {
      return anywhere ? contains(answer.text()) : is(answer.text());
    } catch (TimedText.TimeUp e) {
      return Outcome.undecided("a pattern of the schema backtracks for too long");
    } catch (StackOverflowError e) {
      return Outcome.undecided("a pattern of the schema recurses too deeply on this answer");
    }
  }

  private Outcome is(String text) {
    try {
      ObjectReader strict = JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
      JsonNode value = strict.readTree(text);
      return value.isMissingNode() ? Outcome.of(false, "it is empty") : fits(value);
    } catch (JsonProcessingException e) {
      return Outcome.of(
          false, "because of: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
  }

  /** The first that fits; else what is wrong with the first that there is. */
  private Outcome contains(String text) {
    int starts = 0;
    Outcome first = null;
    for (int i = 0; i < text.length() && starts < MAX_STARTS; i++) {
      if (text.charAt(i) == '{' || text.charAt(i) == '[') {
        starts++;
        try {
          // What follows the value is left unread.
          Outcome found = fits(JSON.readTree(text.substring(i)));
          if (found.holds()) {
            return found;
          }
          first = first == null ? found : first;
        } catch (JsonProcessingException e) {
          // not here
        }
      }
    }
    return first == null ? Outcome.of(false) : first;
  }

  private Outcome fits(JsonNode value) {
    List<String> problems = schema == null ? List.of() : schema.problems(value);
    return problems.isEmpty()
        ? Outcome.of(true)
        : Outcome.of(false, "because of: " + String.join("; ", problems));
  }
}
