package io.github.kitrail.evidence;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.json.Printable;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.modelkit.Manifest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What evidence a ModelKit should carry, as its manifest says it: an annotation with the predicate
 * types' short names or URIs, commas between them. It is a reminder, no proof: who can replace the
 * manifest can leave it out.
 */
public final class ExpectedEvidence {
  /** The manifest's annotation. */
  public static final String ANNOTATION = "io.github.kitrail.expected-evidence";

  /** The word for the signature of the ModelKit itself. */
  public static final String SIGNATURE = "signature";

  /** So many are read, as strangers may write it; nobody expects more. */
  private static final int MAX_TYPES = 64;

  private ExpectedEvidence() {}

  /**
   * The annotation's value.
   *
   * @param types URIs
   * @throws KitrailException BAD_INPUT when a URI cannot stand in it
   */
  public static String write(Collection<String> types) throws KitrailException {
    Set<String> words = new LinkedHashSet<>();
    for (String type : types) {
      if (type.contains(",")) {
        throw new KitrailException(
            ErrorCode.BAD_INPUT,
            "The predicate type " + type + " cannot be expected: there is a comma in it.");
      }
      words.add(PredicateType.display(type));
    }
    if (words.size() > MAX_TYPES) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "More than " + MAX_TYPES + " types of evidence cannot be expected.");
    }
    return String.join(",", words);
  }

  /**
   * The predicate types' URIs that the manifest asks for; none without the annotation. A word that
   * means nothing here stays as it is: no evidence is of that type.
   */
  public static List<String> of(Manifest manifest) {
    String value = manifest.annotations().getOrDefault(ANNOTATION, "");
    Set<String> types = new LinkedHashSet<>();
    for (String word : value.split(",", MAX_TYPES + 1)) {
      String stripped = word.strip();
      if (!stripped.isEmpty()) {
        types.add(type(stripped));
      }
    }
    return List.copyOf(types);
  }

  private static String type(String word) {
    try {
      return parse(word);
    } catch (KitrailException e) {
      return word;
    }
  }

  /**
   * The predicate type's URI that a word stands for: {@code signature}, a short name or a URI.
   *
   * @throws KitrailException BAD_INPUT when it is none of these
   */
  public static String parse(String word) throws KitrailException {
    return word.equals(SIGNATURE) ? PredicateType.SIGNATURE : PredicateType.parse(word);
  }

  /** For people. */
  public static String display(Collection<String> types) {
    return types.stream()
        .map(type -> Printable.of(PredicateType.display(type)))
        .collect(Collectors.joining(", "));
  }

  /** Which of these are not among those, in order. */
  public static List<String> without(Collection<String> types, Collection<String> found) {
    List<String> missing = new ArrayList<>(types);
    missing.removeAll(found);
    return List.copyOf(missing);
  }
}
