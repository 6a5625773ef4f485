package io.github.kitrail.inference.assertion;

import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlMapping;

/**
 * {@code is-repetitive: true}: the answer runs in circles, as models do that were damaged: one
 * piece of it, however long, stands four times in a row or more and makes up half of the whole.
 */
record RepetitionAssertion() implements Assertion {
  private static final int TIMES = 4;

  /** Shorter ones are the dots of a table, or laughter. */
  private static final int SHORTEST = 24;

  private static final int LONGEST = 20_000;

  static Assertion read(String word, String key, YamlMapping entry) throws KitrailException {
    Assertions.requireTrue(key, entry);
    return new RepetitionAssertion();
  }

  @Override
  public String expectation() {
    return "to run in circles";
  }

  @Override
  public Outcome check(Answer answer) {
    String all = answer.text();
    String text = all.substring(0, Math.min(all.length(), LONGEST));
    for (int period = 1; period <= text.length() / TIMES; period++) {
      int same = 0;
      int longest = 0;
      int end = 0;
      for (int i = period; i < text.length(); i++) {
        same = text.charAt(i) == text.charAt(i - period) ? same + 1 : 0;
        if (same > longest) {
          longest = same;
          end = i + 1;
        }
      }
      int circle = longest + period;
      if (circle >= Math.max(SHORTEST, TIMES * period) && circle * 2 >= text.length()) {
        String piece = text.substring(end - period, end).strip();
        return Outcome.of(true, circle / period + " times: " + piece);
      }
    }
    return Outcome.of(false);
  }
}
