package io.github.kitrail.policy;

import io.github.kitrail.policy.expression.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that must be true.
 *
 * @param name what the verdict calls it
 * @param line of the policy, where it begins, counted from 1
 * @param requirement the evidence that must be there; null when the rule is an expression only
 * @param demand what must be true of that evidence, or of the ModelKit; null when nothing more
 */
public record Rule(
    String name, int line, @Nullable Requirement requirement, @Nullable Demand demand) {

  /**
   * Evidence that must be there and verify.
   *
   * @param word the type as the policy says it
   * @param type the predicate type's URI
   * @param signedBy the names of the signers that count; empty for all
   * @param summary what a verification summary must be about; null for other types, and in policies
   *     of version 1
   */
  public record Requirement(
      String word, String type, List<String> signedBy, @Nullable SummaryTerms summary) {
    public Requirement {
      signedBy = List.copyOf(signedBy);
    }
  }

  /**
   * @param message what it means when it is not true
   */
  public record Demand(Condition condition, String message) {}
}
