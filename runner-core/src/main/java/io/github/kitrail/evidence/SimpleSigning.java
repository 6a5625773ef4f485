package io.github.kitrail.evidence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.json.StrictJson;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.modelkit.Digest;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * The signature that cosign wrote before bundles: a small JSON text that names the manifest, and
 * the signature over its bytes in an annotation of the layer.
 *
 * @param payload the text as it was signed
 * @see <a href="https://github.com/sigstore/cosign/blob/v2.6.5/specs/SIGNATURE_SPEC.md">cosign's
 *     signature specification</a>
 */
public record SimpleSigning(byte[] payload, byte[] signature) implements SignedContent {
  static final String MEDIA_TYPE = "application/vnd.dev.cosign.simplesigning.v1+json";
  static final String SIGNATURE_ANNOTATION = "dev.cosignproject.cosign/signature";

  private static final String TYPE = "cosign container image signature";
  private static final String WHAT = "The signature's payload";

  /**
   * The text to sign, byte for byte as cosign writes it.
   *
   * @param name what the repository is called; nobody compares it
   */
  static byte[] payload(Digest subject, String name) {
    ObjectNode json = StrictJson.object();
    ObjectNode critical = json.putObject("critical");
    critical.putObject("identity").put("docker-reference", name);
    critical.putObject("image").put("docker-manifest-digest", subject.toString());
    critical.put("type", TYPE);
    json.putNull("optional");
    return StrictJson.bytes(json);
  }

  /**
   * @param signature base64, from the annotation
   */
  static SimpleSigning of(byte[] payload, String signature) throws KitrailException {
    try {
      return new SimpleSigning(payload, Base64.getDecoder().decode(signature));
    } catch (IllegalArgumentException e) {
      throw StrictJson.invalid("The signature", "its annotation is no base64");
    }
  }

  /**
   * The manifest that the payload says is signed.
   *
   * @throws KitrailException BAD_INPUT when it is no such payload
   */
  Digest subject() throws KitrailException {
    ObjectNode json = StrictJson.parse(payload, WHAT);
    if (!json.at("/critical/type").asText().equals(TYPE)) {
      throw StrictJson.invalid(WHAT, "its type is not \"" + TYPE + "\"");
    }
    return Digest.parse(json.at("/critical/image/docker-manifest-digest").asText());
  }

  @Override
  public Optional<String> claimedPredicateType() {
    return Optional.of(PredicateType.SIGNATURE);
  }

  @Override
  public Set<Digest> claimedSubjects() {
    try {
      return Set.of(subject());
    } catch (KitrailException e) {
      return Set.of();
    }
  }

  @Override
  public Optional<String> keyHint() {
    return Optional.empty();
  }
}
