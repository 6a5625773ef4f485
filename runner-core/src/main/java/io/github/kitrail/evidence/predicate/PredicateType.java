package io.github.kitrail.evidence.predicate;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The types of predicates, by URI, and the short names that may stand for them on the command line
 * and in policies. Where cosign has a name, it means the same here (so {@code slsaprovenance} is
 * the old v0.2); {@code custom} is missing, as cosign wraps its predicate into another: give a URI
 * of your own instead.
 *
 * <table>
 *   <caption>Short names</caption>
 *   <tr><td>slsa-provenance, slsaprovenance1<td>https://slsa.dev/provenance/v1
 *   <tr><td>slsaprovenance, slsaprovenance02<td>https://slsa.dev/provenance/v0.2
 *   <tr><td>test-result<td>https://in-toto.io/attestation/test-result/v0.1
 *   <tr><td>vsa<td>https://slsa.dev/verification_summary/v1
 *   <tr><td>ml-bom, cyclonedx<td>https://cyclonedx.org/bom
 *   <tr><td>model-signing<td>https://model_signing/signature/v1.0
 *   <tr><td>spdx, spdxjson<td>https://spdx.dev/Document
 *   <tr><td>link<td>https://in-toto.io/Link/v1
 *   <tr><td>vuln<td>https://cosign.sigstore.dev/attestation/vuln/v1
 *   <tr><td>openvex<td>https://openvex.dev/ns
 * </table>
 *
 * @see <a
 *     href="https://github.com/sigstore/cosign/blob/v3.1.3/cmd/cosign/cli/options/predicate.go">cosign's
 *     names</a>
 */
public final class PredicateType {
  /** A signature: the statement that the subject is approved, its predicate is empty. */
  public static final String SIGNATURE = "https://sigstore.dev/cosign/sign/v1";

  public static final String SLSA_PROVENANCE = "https://slsa.dev/provenance/v1";
  public static final String TEST_RESULT = "https://in-toto.io/attestation/test-result/v0.1";
  public static final String CYCLONEDX = "https://cyclonedx.org/bom";
  public static final String MODEL_SIGNING = "https://model_signing/signature/v1.0";
  public static final String VERIFICATION_SUMMARY = "https://slsa.dev/verification_summary/v1";

  private static final Map<String, String> NAMES = names();

  private PredicateType() {}

  /** All short names with their URIs, in the order of the table above. */
  public static Map<String, String> shortNames() {
    return new LinkedHashMap<>(NAMES);
  }

  /**
   * The URI that this short name stands for, or this URI.
   *
   * @throws KitrailException BAD_INPUT when it is neither
   */
  public static String parse(String nameOrUri) throws KitrailException {
    String known = NAMES.get(nameOrUri);
    if (known != null) {
      return known;
    }
    try {
      if (new URI(nameOrUri).isAbsolute()) {
        return nameOrUri;
      }
    } catch (URISyntaxException e) {
      // Falls through: neither a name nor a URI.
    }
    throw new KitrailException(
        ErrorCode.BAD_INPUT,
        "\""
            + nameOrUri
            + "\" is not a predicate type: give a URI or one of "
            + String.join(", ", NAMES.keySet())
            + ".");
  }

  /** The short name for people where there is one, else the URI. */
  public static String display(String uri) {
    if (uri.equals(SIGNATURE)) {
      return "signature";
    }
    return NAMES.entrySet().stream()
        .filter(entry -> entry.getValue().equals(uri))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(uri);
  }

  private static Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("slsa-provenance", SLSA_PROVENANCE);
    names.put("slsaprovenance1", SLSA_PROVENANCE);
    names.put("slsaprovenance", "https://slsa.dev/provenance/v0.2");
    names.put("slsaprovenance02", "https://slsa.dev/provenance/v0.2");
    names.put("test-result", TEST_RESULT);
    names.put("vsa", VERIFICATION_SUMMARY);
    names.put("ml-bom", CYCLONEDX);
    names.put("cyclonedx", CYCLONEDX);
    names.put("model-signing", MODEL_SIGNING);
    names.put("spdx", "https://spdx.dev/Document");
    names.put("spdxjson", "https://spdx.dev/Document");
    names.put("link", "https://in-toto.io/Link/v1");
    names.put("vuln", "https://cosign.sigstore.dev/attestation/vuln/v1");
    names.put("openvex", "https://openvex.dev/ns");
    return names;
  }
}
