package io.github.kitrail.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.Evidence;
import io.github.kitrail.evidence.Verification;
import io.github.kitrail.evidence.VerificationReport;
import io.github.kitrail.evidence.Verifier;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.modelkit.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Holds a policy against the evidence about a ModelKit. What cannot be verified counts as missing.
 */
public final class Gatekeeper {
  private static final String PASSED = "PASSED";

  /** Where predicates that judge say what came of it. */
  private static final Map<String, String> RESULTS =
      Map.of(
          PredicateType.TEST_RESULT, "result",
          PredicateType.VERIFICATION_SUMMARY, "verificationResult");

  private final Verifier verifier;

  public Gatekeeper(Verifier verifier) {
    this.verifier = verifier;
  }

  /** One rule of the policy and what became of it. */
  public record Ruling(String rule, boolean passed, String explanation) {}

  /** All rulings, in the policy's order. */
  public record Verdict(List<Ruling> rulings) {
    public boolean passed() {
      return !rulings.isEmpty() && rulings.stream().allMatch(Ruling::passed);
    }
  }

  /**
   * @param place what messages call the place that the evidence was read from
   * @throws KitrailException BAD_INPUT when the policy names a type that does not exist
   */
  public Verdict decide(Policy policy, String place, Digest subject, List<Evidence> evidence)
      throws KitrailException {
    List<Ruling> rulings = new ArrayList<>();
    for (String required : policy.require()) {
      String type =
          required.equals(Policy.SIGNATURE)
              ? PredicateType.SIGNATURE
              : PredicateType.parse(required);
      rulings.add(rule(required, type, verifier.verify(place, subject, evidence, type)));
    }
    return new Verdict(List.copyOf(rulings));
  }

  private static Ruling rule(String required, String type, VerificationReport report) {
    List<Verification> verified;
    try {
      verified = report.requireVerified();
    } catch (KitrailException e) {
      return new Ruling(required, false, required + ": " + e.getMessage());
    }
    String field = RESULTS.get(type);
    for (Verification item : verified) {
      String result = field == null ? PASSED : result(item, field);
      if (!result.equals(PASSED)) {
        return new Ruling(
            required,
            false,
            required + ": a verified " + required + " says " + result + ", not PASSED.");
      }
    }
    return new Ruling(required, true, required + ": " + verified.get(0).reason());
  }

  private static String result(Verification item, String field) {
    JsonNode result =
        item.statement() == null ? null : item.statement().predicate().body().path(field);
    return result == null || !result.isTextual() ? "nothing" : result.textValue();
  }
}
