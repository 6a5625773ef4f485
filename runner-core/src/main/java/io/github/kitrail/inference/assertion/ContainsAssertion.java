package io.github.kitrail.inference.assertion;

import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code contains}, {@code contains-all}, {@code contains-any}, and with an {@code i} in front
 * whatever the case.
 *
 * @param all whether all texts must be there, or any one
 */
record ContainsAssertion(List<String> texts, boolean all, boolean ignoreCase) implements Assertion {
  static Assertion readOne(String word, String key, YamlMapping entry) throws KitrailException {
    return new ContainsAssertion(List.of(Assertions.text(key, entry)), true, word.startsWith("i"));
  }

  static Assertion readSeveral(String word, String key, YamlMapping entry) throws KitrailException {
    List<String> texts = new ArrayList<>();
    for (YamlValue value : entry.require(key).list()) {
      texts.add(Assertions.nonEmpty(value));
    }
    if (texts.isEmpty()) {
      throw entry.error("`" + key + "` has an empty list");
    }
    return new ContainsAssertion(texts, word.endsWith("-all"), word.startsWith("i"));
  }

  @Override
  public String expectation() {
    String several = texts.size() == 1 ? "" : all ? " all of" : " any of";
    String anyCase = ignoreCase ? " (in any case)" : "";
    return "to contain" + several + anyCase + ": " + String.join(" / ", texts);
  }

  @Override
  public Outcome check(Answer answer) {
    String text = folded(answer.text());
    List<String> missing = texts.stream().filter(t -> !text.contains(folded(t))).toList();
    boolean holds = all ? missing.isEmpty() : missing.size() < texts.size();
    boolean partly = !holds && !missing.equals(texts);
    return Outcome.of(holds, partly ? "missing: " + String.join(" / ", missing) : "");
  }

  private String folded(String text) {
    return ignoreCase ? text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) : text;
  }
}
