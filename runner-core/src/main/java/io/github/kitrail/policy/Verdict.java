package io.github.kitrail.policy;

import io.github.kitrail.evidence.Verification;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of a policy's rules.
 *
 * @param rulings of the rules for the ModelKit itself, in the policy's order
 * @param bases one for each base ModelKit, the nearest first; empty when nobody asked for them
 */
public record Verdict(List<Ruling> rulings, List<OfBase> bases) {
  public Verdict {
    rulings = List.copyOf(rulings);
    bases = List.copyOf(bases);
  }

  /**
   * One rule and what became of it.
   *
   * @param line of the policy, where the rule begins
   * @param explanation a sentence that begins with the rule's name
   * @param evidence what was looked at, and what was thought of it
   */
  public record Ruling(
      String rule, int line, boolean passed, String explanation, List<Verification> evidence) {
    public Ruling {
      evidence = List.copyOf(evidence);
    }

    static Ruling of(Rule rule, boolean passed, String explanation, List<Verification> evidence) {
      return new Ruling(
          rule.name(), rule.line(), passed, rule.name() + ": " + explanation, evidence);
    }
  }

  /**
   * @param rulings empty when the policy does not judge bases
   */
  public record OfBase(Candidate base, List<Ruling> rulings) {
    public OfBase {
      rulings = List.copyOf(rulings);
    }

    /** Whether it passed; null when it was not judged. */
    public @Nullable Boolean passed() {
      return rulings.isEmpty() ? null : rulings.stream().allMatch(Ruling::passed);
    }
  }

  public boolean passed() {
    return !rulings.isEmpty() && everyRuling().allMatch(Ruling::passed);
  }

  /** The evidence that verified and counted, each piece once. */
  public List<Verification> used() {
    return rulings.stream()
        .flatMap(ruling -> ruling.evidence().stream())
        .filter(Verification::isVerified)
        .distinct()
        .toList();
  }

  private Stream<Ruling> everyRuling() {
    return Stream.concat(rulings.stream(), bases.stream().flatMap(base -> base.rulings().stream()));
  }
}
