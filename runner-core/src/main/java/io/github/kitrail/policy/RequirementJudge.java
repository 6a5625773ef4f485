package io.github.kitrail.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.Statement;
import io.github.kitrail.evidence.Verification;
import io.github.kitrail.evidence.VerificationReport;
import io.github.kitrail.evidence.json.Printable;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.policy.Verdict.Ruling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges rules that require evidence. */
final class RequirementJudge {
  private static final String PASSED = "PASSED";

  /** Where predicates that judge say what came of it. */
  private static final Map<String, String> RESULTS =
      Map.of(
          PredicateType.TEST_RESULT, "/result",
          PredicateType.VERIFICATION_SUMMARY, "/verificationResult");

  private final Gatekeeper gatekeeper;
  private final Facts facts;

  RequirementJudge(Gatekeeper gatekeeper, Facts facts) {
    this.gatekeeper = gatekeeper;
    this.facts = facts;
  }

  Ruling judge(Rule rule, Rule.Requirement requirement) throws KitrailException {
    VerificationReport report =
        gatekeeper.verify(facts.candidate(), requirement.signedBy(), requirement.type());
    List<Verification> verified;
    try {
      verified = report.requireVerified();
    } catch (KitrailException e) {
      return Ruling.of(rule, false, e.getMessage(), report.items());
    }
    Optional<String> failure = failure(requirement, verified);
    if (failure.isPresent()) {
      return Ruling.of(rule, false, failure.get(), verified);
    }
    SummaryTerms terms = requirement.summary();
    List<Verification> meant = terms == null ? verified : meant(terms, verified);
    if (meant.isEmpty() && terms != null) {
      return Ruling.of(rule, false, problem(terms, verified), verified);
    }
    return rule.demand() == null
        ? Ruling.of(rule, true, reason(meant), meant)
        : new DemandJudge(facts).judge(rule, rule.demand(), meant, reason(meant));
  }

  /** One verified failure is enough: a later success does not take it back. */
  private static Optional<String> failure(
      Rule.Requirement requirement, List<Verification> verified) {
    String pointer = RESULTS.get(requirement.type());
    if (pointer == null) {
      return Optional.empty();
    }
    return verified.stream()
        .map(item -> body(item).at(pointer))
        .filter(result -> !result.asText().equals(PASSED))
        .findFirst()
        .map(
            result ->
                "a verified "
                    + requirement.word()
                    + " says "
                    + (result.isTextual() ? Printable.of(result.textValue()) : "nothing")
                    + ", not PASSED.");
  }

  private static List<Verification> meant(SummaryTerms terms, List<Verification> verified) {
    return verified.stream().filter(item -> terms.problem(body(item)).isEmpty()).toList();
  }

  private static String problem(SummaryTerms terms, List<Verification> verified) {
    List<String> problems = new ArrayList<>();
    verified.forEach(item -> terms.problem(body(item)).ifPresent(problems::add));
    return problems.get(0);
  }

  private static String reason(List<Verification> meant) {
    String more = meant.size() > 1 ? " (And " + (meant.size() - 1) + " more.)" : "";
    return meant.get(0).reason() + more;
  }

  static JsonNode body(Verification item) {
    Statement statement = item.statement();
    if (statement == null) {
      throw new IllegalStateException("what verified has a statement");
    }
    return statement.predicate().body();
  }
}
