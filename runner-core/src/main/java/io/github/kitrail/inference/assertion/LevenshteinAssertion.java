package io.github.kitrail.inference.assertion;

import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.util.Optional;

/** {@code levenshtein}: so many letters may be added, dropped or replaced, 5 if it is not said. */
record LevenshteinAssertion(String expected, int threshold) implements Assertion {
  private static final int DEFAULT_THRESHOLD = 5;

  static Assertion read(String word, String key, YamlMapping entry) throws KitrailException {
    Optional<YamlValue> given = entry.get("threshold");
    int threshold = given.isEmpty() ? DEFAULT_THRESHOLD : given.get().integer(0, 100_000);
    return new LevenshteinAssertion(Assertions.text(key, entry).strip(), threshold);
  }

  @Override
  public String expectation() {
    return "to be at most " + threshold + " edits away from: " + expected;
  }

  @Override
  public Outcome check(Answer answer) {
    int distance = distance(answer.text().strip(), expected);
    int longest = Math.max(answer.text().strip().length(), expected.length());
    double likeness = longest == 0 ? 1 : 1 - (double) distance / longest;
    return Outcome.of(distance <= threshold, likeness, "it is " + distance + " edits away");
  }

  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
