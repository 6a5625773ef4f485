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
 * Holds a predicate's fields against what its specification wants of them. What a field looks like
 * is a shape; the shapes of in-toto's and SLSA's own field types are here.
 *
 * @param type the predicate's URI
 * @param body the predicate
 * @param what how messages name the predicate
 * @see <a href="https://github.com/in-toto/attestation/blob/main/spec/v1/field_types.md">in-toto's
 *     field types</a>
 */
record PredicateForm(String type, JsonNode body, String what) {
  /** Those of which in-toto says how long they are; in hexadecimal digits. */
  private static final Set<String> GIT = Set.of("gitBlob", "gitCommit", "gitTag", "gitTree");

  /** The field of this JSON pointer must be there, in this form. */
  void require(String pointer, Predicate<JsonNode> shape, String words) throws KitrailException {
    JsonNode value = body.at(pointer);
    if (value.isMissingNode() || value.isNull()) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          what + " is not complete: " + type + " requires `" + name(pointer) + "`.");
    }
    allow(pointer, shape, words);
  }

  /** The field may be missing, but not have another form. */
  void allow(String pointer, Predicate<JsonNode> shape, String words) throws KitrailException {
    JsonNode value = body.at(pointer);
    if (!value.isMissingNode() && !shape.test(value)) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          what + " is not valid: " + type + " wants `" + name(pointer) + "` to be " + words + ".");
    }
  }

  private static String name(String pointer) {
    return pointer.substring(1).replace('/', '.');
  }

  static boolean isUri(JsonNode node) {
    try {
      return node.isTextual() && new URI(node.textValue()).isAbsolute();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  static boolean isTime(JsonNode node) {
    try {
      return node.isTextual() && OffsetDateTime.parse(node.textValue()).getYear() > 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  static boolean isTextMap(JsonNode node) {
    return node.isObject() && all(node, JsonNode::isTextual);
  }

  static boolean isListOf(JsonNode node, Predicate<JsonNode> shape) {
    return node.isArray() && all(node, shape);
  }

  /** With uri, digest or content; a name alone says nothing about which thing it is. */
  static boolean isResourceDescriptor(JsonNode node) {
    return node.isObject()
        && (node.has("uri") || node.has("digest") || node.has("content"))
        && optional(node.path("uri"), JsonNode::isTextual)
        && optional(node.path("name"), JsonNode::isTextual)
        && optional(node.path("digest"), PredicateForm::isDigestSet)
        && optional(node.path("content"), JsonNode::isTextual)
        && optional(node.path("downloadLocation"), JsonNode::isTextual)
        && optional(node.path("mediaType"), JsonNode::isTextual)
        && optional(node.path("annotations"), JsonNode::isObject);
  }

  private static boolean isDigestSet(JsonNode node) {
    return isTextMap(node)
        && !node.isEmpty()
        && node.properties().stream()
            .allMatch(digest -> isDigest(digest.getKey(), digest.getValue().textValue()));
  }

  private static boolean isDigest(String algorithm, String value) {
    if (GIT.contains(algorithm)) {
      return value.matches("(?i)[0-9a-f]{40}|[0-9a-f]{64}");
    }
    return !algorithm.equals("sha256") || value.matches("(?i)[0-9a-f]{64}");
  }

  private static boolean optional(JsonNode node, Predicate<JsonNode> shape) {
    return node.isMissingNode() || shape.test(node);
  }

  static boolean all(JsonNode node, Predicate<JsonNode> shape) {
    for (JsonNode child : node) {
      if (!shape.test(child)) {
        return false;
      }
    }
    return true;
  }
}
