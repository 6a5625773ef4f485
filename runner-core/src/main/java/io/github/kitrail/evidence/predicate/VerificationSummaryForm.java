package io.github.kitrail.evidence.predicate;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.function.Predicate;

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
    require(body, "/verifier/id", VerificationSummaryForm::isUri, "an absolute URI", what);
    require(body, "/timeVerified", VerificationSummaryForm::isTime, "a time in RFC 3339", what);
    require(body, "/resourceUri", VerificationSummaryForm::isUri, "an absolute URI", what);
    require(
        body, "/policy", VerificationSummaryForm::isResource, "an object with uri or digest", what);
    require(
        body,
        "/verificationResult",
        node -> node.isTextual() && RESULTS.contains(node.textValue()),
        "PASSED or FAILED",
        what);
    require(
        body,
        "/verifiedLevels",
        node -> isListOf(node, JsonNode::isTextual),
        "a list of texts",
        what);
    allow(
        body,
        "/inputAttestations",
        node -> isListOf(node, VerificationSummaryForm::isResource),
        "a list of objects with uri or digest",
        what);
    allow(
        body,
        "/dependencyLevels",
        node -> node.isObject() && all(node, VerificationSummaryForm::isCount),
        "an object of whole numbers, none below 0",
        what);
    allow(body, "/slsaVersion", JsonNode::isTextual, "a text", what);
  }

  private static void require(
      JsonNode body, String pointer, Predicate<JsonNode> form, String words, String what)
      throws KitrailException {
    JsonNode value = body.at(pointer);
    if (value.isMissingNode() || value.isNull()) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          what
              + " is not complete: "
              + PredicateType.VERIFICATION_SUMMARY
              + " requires `"
              + name(pointer)
              + "`.");
    }
    allow(body, pointer, form, words, what);
  }

  private static void allow(
      JsonNode body, String pointer, Predicate<JsonNode> form, String words, String what)
      throws KitrailException {
    JsonNode value = body.at(pointer);
    if (!value.isMissingNode() && !form.test(value)) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          what
              + " is not valid: "
              + PredicateType.VERIFICATION_SUMMARY
              + " wants `"
              + name(pointer)
              + "` to be "
              + words
              + ".");
    }
  }

  private static String name(String pointer) {
    return pointer.substring(1).replace('/', '.');
  }

  private static boolean isUri(JsonNode node) {
    try {
      return node.isTextual() && new URI(node.textValue()).isAbsolute();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isTime(JsonNode node) {
    try {
      return node.isTextual() && OffsetDateTime.parse(node.textValue()).getYear() > 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isResource(JsonNode node) {
    JsonNode uri = node.path("uri");
    JsonNode digest = node.path("digest");
    return node.isObject()
        && !(uri.isMissingNode() && digest.isMissingNode())
        && (uri.isMissingNode() || uri.isTextual())
        && (digest.isMissingNode() || isDigestSet(digest));
  }

  private static boolean isDigestSet(JsonNode node) {
    return node.isObject() && !node.isEmpty() && all(node, JsonNode::isTextual);
  }

  private static boolean isCount(JsonNode node) {
    return node.isIntegralNumber() && node.bigIntegerValue().signum() >= 0;
  }

  private static boolean isListOf(JsonNode node, Predicate<JsonNode> form) {
    return node.isArray() && all(node, form);
  }

  private static boolean all(JsonNode node, Predicate<JsonNode> form) {
    for (JsonNode child : node) {
      if (!form.test(child)) {
        return false;
      }
    }
    return true;
  }
}
