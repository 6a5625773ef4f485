package io.github.kitrail.inference.assertion;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.spec.Schemas;
import io.github.kitrail.yaml.Suggestion;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The vocabulary: which words there are and what makes their assertions. */
public final class Assertions {
  private static final String NOT = "not-";

  /** Fields that go with a word instead of being one. */
  private static final Map<String, Set<String>> OPTIONS =
      Map.of(
          "levenshtein", Set.of("threshold"),
          "rouge-n", Set.of("threshold"),
          "similar", Set.of("threshold"),
          "perplexity", Set.of("text"));

  private static final String WEIGHT = "weight";
  private static final double HEAVIEST = 1000;

  private final Map<String, AssertionReader> readers;

  /**
   * @param schemas reads those of {@code is-json} and {@code contains-json}
   */
  public Assertions(Schemas schemas) {
    AssertionReader json = (word, key, entry) -> JsonAssertion.read(word, key, entry, schemas);
    readers =
        new TreeMap<>(
            Map.ofEntries(
                Map.entry("equals", EqualsAssertion::read),
                Map.entry("starts-with", StartsWithAssertion::read),
                Map.entry("contains", ContainsAssertion::readOne),
                Map.entry("icontains", ContainsAssertion::readOne),
                Map.entry("contains-all", ContainsAssertion::readSeveral),
                Map.entry("contains-any", ContainsAssertion::readSeveral),
                Map.entry("icontains-all", ContainsAssertion::readSeveral),
                Map.entry("icontains-any", ContainsAssertion::readSeveral),
                Map.entry("regex", RegexAssertion::read),
                Map.entry("is-json", json),
                Map.entry("contains-json", json),
                Map.entry("levenshtein", LevenshteinAssertion::read),
                Map.entry("rouge-n", RougeAssertion::read),
                Map.entry("similar", SimilarAssertion::read),
                Map.entry("perplexity", PerplexityAssertion::read),
                Map.entry("finish-reason", FinishReasonAssertion::read),
                Map.entry("is-refusal", RefusalAssertion::read),
                Map.entry("is-repetitive", RepetitionAssertion::read),
                Map.entry("tokens-per-second", SpeedAssertion::read),
                Map.entry("memory", MemoryAssertion::read),
                Map.entry("latency", LatencyAssertion::read)));
  }

  /** Every word, those with {@code not-} included. */
  public Set<String> words() {
    Set<String> words = new TreeSet<>(readers.keySet());
    readers.keySet().forEach(word -> words.add(NOT + word));
    return words;
  }

  /**
   * Reads one entry of an {@code assert} list, such as {@code {contains: Paris}}.
   *
   * @throws KitrailException BAD_INPUT that names the place, and the word that was probably meant
   */
  public Assertion read(YamlValue entry) throws KitrailException {
    if (!entry.isMapping()) {
      throw entry.error("an assertion is a word with a value, such as `contains: Paris`");
    }
    YamlMapping mapping = entry.mapping();
    if (mapping.names().contains("type")) {
      throw mapping.error("write the assertion's type as its field, as in `contains: Paris`");
    }
    String key = key(mapping);
    String word = key.startsWith(NOT) ? key.substring(NOT.length()) : key;
    List<String> fields = new ArrayList<>(OPTIONS.getOrDefault(word, Set.of()));
    fields.add(key);
    fields.add(WEIGHT);
    for (String name : mapping.names()) {
      if (!fields.contains(name)) {
        throw mapping.error(
            "`" + name + "` stands beside `" + key + "`: each assertion is an entry of its own");
      }
    }
    Assertion assertion = reader(word).read(word, key, mapping);
    Assertion meant = key.equals(word) ? assertion : new Negation(assertion);
    Optional<YamlValue> weight = mapping.get(WEIGHT);
    return weight.isEmpty() ? meant : new Weighted(meant, weight.get().number(0, HEAVIEST));
  }

  private String key(YamlMapping mapping) throws KitrailException {
    Set<String> words = words();
    for (String name : mapping.names()) {
      if (words.contains(name)) {
        return name;
      }
    }
    if (mapping.names().isEmpty()) {
      throw mapping.error("this assertion is empty");
    }
    String name = mapping.names().get(0);
    Optional<String> meant = Suggestion.closest(name, words);
    throw mapping.error(
        "`"
            + name
            + "` is not an assertion"
            + meant
                .map(word -> "; did you mean `" + word + "`?")
                .orElse(
                    "; known are "
                        + String.join(", ", readers.keySet())
                        + ", each also with not-"));
  }

  private AssertionReader reader(String word) {
    AssertionReader reader = readers.get(word);
    if (reader == null) {
      throw new IllegalStateException("no reader for " + word);
    }
    return reader;
  }

  /** A text that says something; an empty one would match everything. */
  static String text(String key, YamlMapping entry) throws KitrailException {
    return nonEmpty(entry.require(key));
  }

  /** For words that are about the answer alone. */
  static void requireTrue(String key, YamlMapping entry) throws KitrailException {
    YamlValue value = entry.require(key);
    if (!value.isScalar() || !value.bool()) {
      throw value.error("`" + key + "` takes `true`");
    }
  }

  static String nonEmpty(YamlValue value) throws KitrailException {
    if (value.text().isEmpty()) {
      throw value.error("`" + value.path() + "` is empty, which every answer would match");
    }
    return value.text();
  }
}
