package io.github.kitrail.inference.assertion;

import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlMapping;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * {@code rouge-n}: the answer has the words of this text, and few others. What is measured is
 * ROUGE-1: the F-measure of single words, whatever their case and order.
 *
 * @see <a href="https://aclanthology.org/W04-1013/">ROUGE, Lin 2004</a>
 */
record RougeAssertion(String expected, double threshold) implements Assertion {
  static Assertion read(String word, String key, YamlMapping entry) throws KitrailException {
    return new RougeAssertion(Assertions.text(key, entry), Likeness.threshold(entry));
  }

  @Override
  public String expectation() {
    return "to have a ROUGE-1 of at least " + threshold + " with: " + expected;
  }

  @Override
  public Outcome check(Answer answer) {
    Map<String, Integer> reference = words(expected);
    Map<String, Integer> candidate = words(answer.text());
    int common = 0;
    for (Map.Entry<String, Integer> word : candidate.entrySet()) {
      common += Math.min(word.getValue(), reference.getOrDefault(word.getKey(), 0));
    }
    int all = count(reference) + count(candidate);
    return Likeness.outcome(all == 0 ? 1 : 2.0 * common / all, threshold);
  }

  private static int count(Map<String, Integer> words) {
    return words.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Map<String, Integer> words(String text) {
    Map<String, Integer> words = new HashMap<>();
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
      if (!word.isEmpty()) {
        words.merge(word, 1, Integer::sum);
      }
    }
    return words;
  }
}
