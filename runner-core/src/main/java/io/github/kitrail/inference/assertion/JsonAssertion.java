package io.github.kitrail.inference.assertion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;

/**
 * {@code is-json: true}: the answer is one JSON value. {@code contains-json: true}: an object or
 * array stands somewhere in it, as between the lines of a Markdown fence.
 */
record JsonAssertion(boolean anywhere) implements Assertion {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_STARTS = 1000;

  static Assertion read(String word, String key, YamlMapping entry) throws KitrailException {
    YamlValue value = entry.require(key);
    if (!value.isScalar() || !value.bool()) {
      throw value.error("`" + key + "` takes `true`");
    }
    return new JsonAssertion(word.startsWith("contains"));
  }

  @Override
  public String expectation() {
    return anywhere ? "to contain JSON" : "to be JSON";
  }

  @Override
  public Outcome check(Answer answer) {
    return anywhere ? contains(answer.text()) : is(answer.text());
  }

  private static Outcome is(String text) {
    try {
      ObjectReader strict = JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
      JsonNode value = strict.readTree(text);
      return Outcome.of(!value.isMissingNode());
    } catch (JsonProcessingException e) {
      return Outcome.of(
          false, "because of: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
  }

  private static Outcome contains(String text) {
    int starts = 0;
    for (int i = 0; i < text.length() && starts < MAX_STARTS; i++) {
      if (text.charAt(i) == '{' || text.charAt(i) == '[') {
        starts++;
        try {
          // What follows the value is left unread.
          JSON.readTree(text.substring(i));
          return Outcome.of(true);
        } catch (JsonProcessingException e) {
          // not here
        }
      }
    }
    return Outcome.of(false);
  }
}
