package io.github.kitrail.evidence.predicate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.json.StrictJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * SLSA's verification summary v1: that somebody held an artifact against a policy, and what came of
 * it.
 *
 * @param timeVerified RFC 3339, UTC
 * @param resourceUri what readers call the artifact; they compare it as it is
 * @param policy by {@code uri}, digest or both
 * @param inputAttestations the evidence that was looked at
 * @param verificationResult {@code PASSED} or {@code FAILED}
 * @param verifiedLevels as {@link SlsaLevels#check} wants them
 * @see <a href="https://slsa.dev/spec/v1.1/verification_summary">Verification summary</a>
 */
public record VerificationSummary(
    Verifier verifier,
    String timeVerified,
    String resourceUri,
    ResourceDescriptor policy,
    List<ResourceDescriptor> inputAttestations,
    String verificationResult,
    @JsonInclude(JsonInclude.Include.ALWAYS) List<String> verifiedLevels,
    String slsaVersion) {
  private static final String SLSA_VERSION = "1.1";

  /**
   * Who verified.
   *
   * @param id a URI
   */
  public record Verifier(String id) {}

  public VerificationSummary {
    inputAttestations = List.copyOf(inputAttestations);
    verifiedLevels = List.copyOf(verifiedLevels);
  }

  /** The summary of an artifact that passed. */
  public static VerificationSummary passed(
      String verifierId,
      Instant time,
      String resourceUri,
      ResourceDescriptor policy,
      List<ResourceDescriptor> evidence,
      List<String> levels) {
    return new VerificationSummary(
        new Verifier(verifierId),
        time.truncatedTo(ChronoUnit.SECONDS).toString(),
        resourceUri,
        policy,
        evidence,
        "PASSED",
        levels,
        SLSA_VERSION);
  }

  /**
   * @throws KitrailException BAD_INPUT when a part is not in its form, such as a verifier's id that
   *     is no URI
   */
  public Predicate toPredicate() throws KitrailException {
    JsonNode body = StrictJson.tree(this);
    VerificationSummaryForm.check(body, "The verification summary");
    for (String level : verifiedLevels) {
      SlsaLevels.check(level);
    }
    return new Predicate(PredicateType.VERIFICATION_SUMMARY, body);
  }
}
