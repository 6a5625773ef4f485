package io.github.kitrail.inference.assertion;

import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlMapping;

/** {@code equals}: the whole answer is this text. */
record EqualsAssertion(String expected) implements Assertion {
  private static final int EXCERPT = 30;

  static Assertion read(String word, String key, YamlMapping entry) throws KitrailException {
    return new EqualsAssertion(entry.require(key).text().strip());
  }

  @Override
  public String expectation() {
    return "to equal: " + expected;
  }

  @Override
  public Outcome check(Answer answer) {
    String text = answer.text().strip();
    if (text.equals(expected)) {
      return Outcome.of(true);
    }
    int same = 0;
    while (same < Math.min(text.length(), expected.length())
        && text.charAt(same) == expected.charAt(same)) {
      same++;
    }
    return Outcome.of(
        false,
        "from character "
            + (same + 1)
            + " on: expected "
            + excerpt(expected, same)
            + ", answered "
            + excerpt(text, same));
  }

  private static String excerpt(String text, int from) {
    if (from >= text.length()) {
      return "nothing more";
    }
    int to = Math.min(text.length(), from + EXCERPT);
    return '"' + text.substring(from, to) + '"' + (to < text.length() ? "…" : "");
  }
}
