package io.github.kitrail.evidence.predicate;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.KitrailException;
import java.util.Set;

/**
 * The form of SLSA's verification summary v1: that somebody held an artifact against a policy.
 * Fields that the specification does not know are allowed.
 *
 * @see <a href="https://slsa.dev/spec/v1.1/verification_summary">Verification summary</a>
 */
final class VerificationSummaryForm {
  private static final Set<String> RESULTS = Set.of("PASSED", "FAILED");

  private VerificationSummaryForm() {}

  /**
   * @param what how messages name the predicate
   * @throws KitrailException BAD_INPUT with the first field that is missing or not in its form
   */
  static void check(JsonNode body, String what) throws KitrailException {
    PredicateForm form = new PredicateForm(PredicateType.VERIFICATION_SUMMARY, body, what);
    form.require("/verifier/id", PredicateForm::isUri, "an absolute URI");
    form.require("/timeVerified", PredicateForm::isTime, "a time in RFC 3339");
    form.require("/resourceUri", PredicateForm::isUri, "an absolute URI");
    form.require("/policy", VerificationSummaryForm::isResource, "an object with uri or digest");
    form.require(
        "/verificationResult",
        node -> node.isTextual() && RESULTS.contains(node.textValue()),
        "PASSED or FAILED");
    form.require(
        "/verifiedLevels",
        node -> PredicateForm.isListOf(node, JsonNode::isTextual),
        "a list of texts");
    form.allow(
        "/inputAttestations",
        node -> PredicateForm.isListOf(node, VerificationSummaryForm::isResource),
        "a list of objects with uri or digest");
    form.allow(
        "/dependencyLevels",
        node -> node.isObject() && PredicateForm.all(node, VerificationSummaryForm::isCount),
        "an object of whole numbers, none below 0");
    form.allow("/slsaVersion", JsonNode::isTextual, "a text");
  }

  private static boolean isResource(JsonNode node) {
    JsonNode uri = node.path("uri");
    JsonNode digest = node.path("digest");
    return node.isObject()
        && !(uri.isMissingNode() && digest.isMissingNode())
        && (uri.isMissingNode() || uri.isTextual())
        && (digest.isMissingNode() || (PredicateForm.isTextMap(digest) && !digest.isEmpty()));
  }

  private static boolean isCount(JsonNode node) {
    return node.isIntegralNumber() && node.bigIntegerValue().signum() >= 0;
  }
}
