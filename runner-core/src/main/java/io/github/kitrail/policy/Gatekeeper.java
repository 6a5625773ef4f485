package io.github.kitrail.policy;

import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.CertificateVerifier;
import io.github.kitrail.evidence.Evidence;
import io.github.kitrail.evidence.VerificationReport;
import io.github.kitrail.evidence.Verifier;
import io.github.kitrail.policy.Verdict.OfBase;
import io.github.kitrail.policy.Verdict.Ruling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds a policy against the evidence about a ModelKit. What cannot be verified counts as missing,
 * and what cannot be decided is not true.
 */
public final class Gatekeeper {
  private final Signers signers;
  private final @Nullable CertificateVerifier certificates;
  private final Instant now;

  /**
   * @param certificates checks keyless evidence; may be null where no signer is an identity
   * @param now what expressions call now
   */
  public Gatekeeper(Signers signers, @Nullable CertificateVerifier certificates, Instant now) {
    this.signers = signers;
    this.certificates = certificates;
    this.now = now;
  }

  /**
   * @param chain the ModelKits that it stands on, the nearest first; empty when the policy does not
   *     ask for them
   * @throws KitrailException why what an expression asks for could not be fetched
   */
  public Verdict decide(Policy policy, Candidate candidate, List<Candidate> chain)
      throws KitrailException {
    List<OfBase> bases = new ArrayList<>();
    for (int i = chain.size() - 1; i >= 0; i--) {
      Candidate base = chain.get(i);
      bases.add(0, new OfBase(base, judge(policy.bases(), base, bases)));
    }
    return new Verdict(judge(policy.rules(), candidate, bases), bases);
  }

  private List<Ruling> judge(List<Rule> rules, Candidate candidate, List<OfBase> below)
      throws KitrailException {
    Facts facts = new Facts(this, candidate, List.copyOf(below));
    List<Ruling> rulings = new ArrayList<>();
    for (Rule rule : rules) {
      Rule.Requirement requirement = rule.requirement();
      rulings.add(
          requirement == null
              ? new DemandJudge(facts).judge(rule)
              : new RequirementJudge(this, facts).judge(rule, requirement));
    }
    return rulings;
  }

  /**
   * @param signedBy the names of the signers that count; empty for all
   * @param predicateType null for any
   */
  VerificationReport verify(
      Candidate candidate, List<String> signedBy, @Nullable String predicateType) {
    List<Evidence> evidence = candidate.evidence();
    return new Verifier(signers.trusted(signedBy), certificates)
        .verify(
            candidate.modelKit().location().display(),
            candidate.modelKit().descriptor().digest(),
            evidence,
            predicateType);
  }

  Signers signers() {
    return signers;
  }

  Instant now() {
    return now;
  }
}
