package io.github.kitrail.evidence.predicate;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.KitrailException;

/**
 * The form of SLSA provenance v1. Fields that the specification does not know are allowed, as it
 * wants readers to ignore them.
 *
 * @see <a href="https://slsa.dev/spec/v1.1/provenance">SLSA provenance</a>
 */
final class ProvenanceForm {
  private ProvenanceForm() {}

  /**
   * @param what how messages name the predicate
   * @throws KitrailException BAD_INPUT with the first field that is missing or not in its form
   */
  static void check(JsonNode body, String what) throws KitrailException {
    PredicateForm form = new PredicateForm(PredicateType.SLSA_PROVENANCE, body, what);
    form.require("/buildDefinition/buildType", PredicateForm::isUri, "an absolute URI");
    form.require("/buildDefinition/externalParameters", JsonNode::isObject, "an object");
    form.allow("/buildDefinition/internalParameters", JsonNode::isObject, "an object");
    descriptors(form, "/buildDefinition/resolvedDependencies");
    form.require("/runDetails/builder/id", PredicateForm::isUri, "an absolute URI");
    form.allow("/runDetails/builder/version", PredicateForm::isTextMap, "an object of texts");
    descriptors(form, "/runDetails/builder/builderDependencies");
    form.allow("/runDetails/metadata/invocationId", JsonNode::isTextual, "a text");
    form.allow("/runDetails/metadata/startedOn", PredicateForm::isTime, "a time in RFC 3339");
    form.allow("/runDetails/metadata/finishedOn", PredicateForm::isTime, "a time in RFC 3339");
    descriptors(form, "/runDetails/byproducts");
  }

  private static void descriptors(PredicateForm form, String pointer) throws KitrailException {
    form.allow(
        pointer,
        node -> PredicateForm.isListOf(node, PredicateForm::isResourceDescriptor),
        "a list of resource descriptors, each with uri, digest (in hexadecimal) or content");
  }
}
