package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.Remark;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.evidence.CertificateVerifier;
import io.github.kitrail.policy.Gatekeeper;
import io.github.kitrail.policy.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides by a policy whether a ModelKit may go on. */
public final class Gate {
  private Gate() {}

  /**
   * @param policy a file
   * @param key the one whose evidence counts when the policy names no signers; may be null when it
   *     does
   * @param certificates checks keyless evidence
   * @param summary null when no summary of the verdict is wanted
   */
  public record Request(
      String reference,
      Path policy,
      @Nullable KeyChoice key,
      Certificates certificates,
      @Nullable SummaryRequest summary) {}

  /** Opens what checks keyless evidence; only asked when an identity is trusted. */
  @FunctionalInterface
  public interface Certificates {
    CertificateVerifier open() throws KitrailException;
  }

  /**
   * One piece of evidence that was looked at.
   *
   * @param digest of the manifest that carries it
   * @param predicateType what it is; null when it cannot be read that far
   * @param signedBy whose signature is good; null when none is
   * @param verified whether it counted
   * @param reason a sentence
   */
  public record Seen(
      String digest,
      @Nullable String predicateType,
      @Nullable String signedBy,
      boolean verified,
      String reason) {}

  /**
   * One rule and what became of it.
   *
   * @param line of the policy, where it begins, counted from 1
   */
  public record Rule(
      String rule, int line, boolean passed, String explanation, List<Seen> evidence) {}

  /**
   * A base ModelKit.
   *
   * @param named what {@code model.path} of the ModelKit above says
   * @param verdict {@code PASSED} or {@code FAILED}; null when the policy does not judge bases
   */
  public record Base(
      String named, String reference, String digest, @Nullable String verdict, List<Rule> rules) {}

  /**
   * @param path the file as it was named
   * @param digest {@code sha256:…} of the file
   */
  public record PolicyFile(String file, String path, @Nullable String uri, String digest) {}

  /**
   * The verification summary that was signed.
   *
   * @param predicateType the URI
   * @param digest of the attestation's manifest; null when it was only written to a file
   * @param resourceUri what the summary calls the ModelKit
   * @param envelope the file; null for none
   */
  public record Summary(
      String predicateType,
      @Nullable String digest,
      String verifierId,
      String resourceUri,
      @Nullable String envelope) {}

  /**
   * @param verdict {@code PASSED} or {@code FAILED}
   * @param rules for the ModelKit itself
   * @param bases the nearest first; empty when the policy does not ask for them
   * @param decidedAt RFC 3339, UTC
   * @param summary null for none
   */
  public record Result(
      String reference,
      String digest,
      String verdict,
      List<Rule> rules,
      List<Base> bases,
      PolicyFile policy,
      String decidedAt,
      @Nullable Summary summary) {
    public boolean passed() {
      return verdict.equals("PASSED");
    }

    /** The summary as what was attached; empty when nothing was. */
    public Optional<Attest.Result> attestation() {
      return Optional.ofNullable(summary)
          .filter(it -> it.digest() != null)
          .map(
              it -> new Attest.Result(it.predicateType(), String.valueOf(it.digest()), null, null));
    }

    /**
     * @throws KitrailException DENIED_BY_POLICY with every rule that failed
     */
    public void requirePassed() throws KitrailException {
      if (passed()) {
        return;
      }
      List<Remark> failed = new ArrayList<>(failures(rules, ""));
      for (Base base : bases) {
        failed.addAll(failures(base.rules(), "base ModelKit " + base.named() + ": "));
      }
      throw new KitrailException(
              ErrorCode.DENIED_BY_POLICY,
              "The policy denies "
                  + reference
                  + ": "
                  + String.join(" ", failed.stream().map(Remark::message).toList()))
          .with(failed);
    }

    private List<Remark> failures(List<Rule> rules, String of) {
      return rules.stream()
          .filter(rule -> !rule.passed())
          .map(rule -> new Remark(of + rule.explanation(), policy.path(), rule.line(), null))
          .toList();
    }
  }

  /**
   * The predicate types that a policy requires of the ModelKit itself.
   *
   * @throws KitrailException BAD_INPUT when this file is no policy
   */
  public static List<String> required(Path policy) throws KitrailException {
    List<String> types = new ArrayList<>();
    for (io.github.kitrail.policy.Rule rule : GatePolicy.read(policy).policy().rules()) {
      if (rule.requirement() != null) {
        types.add(rule.requirement().type());
      }
    }
    return types;
  }

  /**
   * @throws KitrailException BAD_INPUT, BAD_CREDENTIAL when the policy or its keys cannot be used,
   *     or why a place could not be read
   */
  public static Result run(Request request, Context context) throws KitrailException {
    GatePolicy policy = GatePolicy.read(request.policy());
    GateSigners signers = GateSigners.of(policy, request.key(), context);
    CertificateVerifier certificates = signers.certificates(request.certificates());
    if (request.summary() != null) {
      request.summary().check();
    }
    ModelKit modelKit =
        ModelKit.read(context.locations().open(request.reference()), context.retry());
    Instant now = context.clock().instant();
    Gatekeeper gatekeeper = new Gatekeeper(signers.signers(), certificates, now);
    GateCase gateCase = GateCase.of(modelKit, policy.policy(), context);
    Verdict verdict = gateCase.decide(gatekeeper, policy.policy());
    Summary summary =
        request.summary() == null || !verdict.passed()
            ? null
            : new GateSummary(request.summary(), policy, context)
                .sign(modelKit, verdict.used(), now);
    return GateResults.of(modelKit, policy, verdict, now, summary);
  }

  /**
   * Ends when a gate could not decide by this policy, whatever the ModelKit.
   *
   * @throws KitrailException BAD_INPUT when this file is no policy, or keyless evidence that it
   *     asks for cannot be checked; BAD_CREDENTIAL when a key that it names cannot be read
   */
  public static void check(
      Path policy, @Nullable KeyChoice key, Certificates certificates, Context context)
      throws KitrailException {
    GateSigners.check(GatePolicy.read(policy), key, certificates, context);
  }
}
