package io.github.kitrail.policy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.Verification;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.policy.Verdict.Ruling;
import io.github.kitrail.policy.expression.Condition;
import io.github.kitrail.policy.expression.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges what expressions demand. */
final class DemandJudge {
  /** What is wrong with the ModelKit itself, so that it is denied; anything else can pass. */
  private static final Set<ErrorCode> BROKEN =
      Set.of(
          ErrorCode.BAD_INPUT,
          ErrorCode.DIGEST_MISMATCH,
          ErrorCode.HOSTILE_CONTENT,
          ErrorCode.NOT_FOUND);

  private final Facts facts;

  DemandJudge(Facts facts) {
    this.facts = facts;
  }

  /** The expression is about the ModelKit. */
  Ruling judge(Rule rule) throws KitrailException {
    Rule.Demand demand = rule.demand();
    if (demand == null) {
      throw new IllegalArgumentException("a rule that demands nothing");
    }
    Optional<String> problem = problem(demand, () -> facts.variables(demand.condition()));
    return Ruling.of(
        rule,
        problem.isEmpty(),
        problem.orElse("the expression holds."),
        demand.condition().uses(Vocabulary.EVIDENCE) ? facts.verified() : List.of());
  }

  /** The expression is about each of these pieces of evidence. */
  Ruling judge(Rule rule, Rule.Demand demand, List<Verification> evidence, String reason)
      throws KitrailException {
    for (Verification item : evidence) {
      Optional<String> problem = problem(demand, () -> facts.variables(demand.condition(), item));
      if (problem.isPresent()) {
        return Ruling.of(rule, false, problem.get() + " " + about(item), evidence);
      }
    }
    return Ruling.of(rule, true, reason + " The expression holds for it.", evidence);
  }

  private interface Variables {
    Map<String, Object> get() throws KitrailException;
  }

  private static Optional<String> problem(Rule.Demand demand, Variables variables)
      throws KitrailException {
    Map<String, Object> values;
    try {
      values = variables.get();
    } catch (KitrailException e) {
      if (!BROKEN.contains(e.code())) {
        throw e;
      }
      return Optional.of(undecided(demand, e.getMessage()));
    }
    Condition.Answer answer = demand.condition().decide(values);
    if (answer.undecided() != null) {
      return Optional.of(undecided(demand, answer.undecided() + "."));
    }
    return answer.holds() ? Optional.empty() : Optional.of(sentence(demand.message()));
  }

  private static String undecided(Rule.Demand demand, String reason) {
    return sentence(demand.message())
        + " Or so it must be taken, as the expression could not be decided: "
        + reason;
  }

  private static String sentence(String message) {
    return message.matches("(?s).*[.!?]") ? message : message + ".";
  }

  private static String about(Verification item) {
    String type = item.evidence().claimedPredicateType().map(PredicateType::display).orElse("");
    String digest = item.evidence().manifest().digest().abbreviated();
    return "(Evidence " + digest + ", " + type + ": " + item.reason() + ")";
  }
}
