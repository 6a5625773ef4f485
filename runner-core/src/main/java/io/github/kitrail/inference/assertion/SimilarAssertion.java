package io.github.kitrail.inference.assertion;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.engine.EngineException;
import io.github.kitrail.yaml.YamlMapping;

/** {@code similar}: the answer means what this text means, by the cosine of their embeddings. */
record SimilarAssertion(String expected, double threshold) implements Assertion {
  static Assertion read(String word, String key, YamlMapping entry) throws KitrailException {
    return new SimilarAssertion(Assertions.text(key, entry), Likeness.threshold(entry));
  }

  @Override
  public String expectation() {
    return "to be similar by at least " + threshold + " to: " + expected;
  }

  @Override
  public Outcome check(Answer answer) throws EngineException, KitrailException {
    if (answer.text().isBlank()) {
      return Outcome.of(false, "it is empty");
    }
    double[] wanted = answer.session().embed(expected);
    double[] found = answer.session().embed(answer.text().strip());
    double cosine = 0;
    for (int i = 0; i < wanted.length; i++) {
      cosine += wanted[i] * found[i];
    }
    return Likeness.outcome(cosine, threshold);
  }
}
