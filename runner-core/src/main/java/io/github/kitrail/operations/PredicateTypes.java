package io.github.kitrail.operations;

import io.github.kitrail.evidence.ExpectedEvidence;
import io.github.kitrail.evidence.predicate.PredicateType;

/** The words that name predicate types on the command line and in files. */
public final class PredicateTypes {
  private PredicateTypes() {}

  /** Whether this can only mean a predicate type, perhaps with {@code =FILE} after it. */
  public static boolean isOne(String word) {
    int file = word.indexOf('=');
    String type = file < 0 ? word : word.substring(0, file);
    return type.equals(ExpectedEvidence.SIGNATURE)
        || PredicateType.shortNames().containsKey(type)
        || word.matches("https?://.*");
  }
}
