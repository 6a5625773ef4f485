package io.github.kitrail.evidence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Lease;
import io.github.kitrail.content.Place;
import io.github.kitrail.content.Retry;
import io.github.kitrail.evidence.key.VerificationKey;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Writes signatures and attestations made with a key as cosign 2 does, under the tags {@code
 * sha256-HEX.sig} and {@code .att}: for readers that know nothing newer. What is there already is
 * kept. A tag can only be replaced as a whole, so of two that add to it at the same moment one may
 * be lost, as with cosign.
 *
 * @see <a href="https://github.com/sigstore/cosign/blob/v2.6.5/specs/SIGNATURE_SPEC.md">cosign's
 *     signature specification</a>
 * @see <a href="https://github.com/sigstore/cosign/blob/v2.6.5/specs/ATTESTATION_SPEC.md">cosign's
 *     attestation specification</a>
 */
public final class LegacyTags {
  private static final String PREDICATE_TYPE = "predicateType";

  private final Retry retry;

  public LegacyTags(Retry retry) {
    this.retry = retry;
  }

  /**
   * Adds a signature; one by the same key that is there already is enough.
   *
   * @param name what the ModelKit's repository is called, such as {@code ghcr.io/acme/faq}
   * @return the tag
   * @throws KitrailException why the key did not sign or the place did not take it; BAD_INPUT when
   *     something else is under the tag
   */
  public String sign(Place place, Digest subject, String name, KeySigner signer)
      throws KitrailException {
    byte[] payload = SimpleSigning.payload(subject, name);
    byte[] signature = signer.signNow(payload);
    VerificationKey key = signer.verificationKey();
    return add(
        place,
        "sha256-" + subject.hex() + ".sig",
        BytesBlob.of(SimpleSigning.MEDIA_TYPE, payload),
        Map.of(SimpleSigning.SIGNATURE_ANNOTATION, Base64.getEncoder().encodeToString(signature)),
        present -> isBy(key, payload, present));
  }

  private static boolean isBy(VerificationKey key, byte[] payload, String signature) {
    try {
      return key.verifies(payload, Base64.getDecoder().decode(signature));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Adds an attestation.
   *
   * @param envelope of a statement
   * @return the tag
   * @throws KitrailException as {@link #sign}
   */
  public String attest(Place place, Digest subject, DsseEnvelope envelope) throws KitrailException {
    Map<String, String> annotations = new LinkedHashMap<>();
    // Empty as cosign has it: the signature is in the envelope.
    annotations.put(SimpleSigning.SIGNATURE_ANNOTATION, "");
    annotations.put(PREDICATE_TYPE, Statement.parse(envelope.payload()).predicateType());
    return add(
        place,
        "sha256-" + subject.hex() + ".att",
        BytesBlob.of(ArtifactReader.ENVELOPE, envelope.toBytes()),
        Collections.unmodifiableMap(annotations),
        String::isEmpty);
  }

  private String add(
      Place place,
      String tag,
      BytesBlob document,
      Map<String, String> annotations,
      Predicate<String> isThere)
      throws KitrailException {
    LegacyManifest present = present(place, tag);
    if (present.has(document.descriptor(), SimpleSigning.SIGNATURE_ANNOTATION, isThere)) {
      return tag;
    }
    LegacyManifest more = present.with(document.descriptor(), annotations);
    byte[] bytes = more.toBytes();
    Descriptor manifest = Descriptor.of(more.mediaType(), bytes);
    return retry.run(
        "add evidence to the tag " + tag + " in " + place.name(),
        reason -> {},
        () -> {
          try (Lease lease = place.lease()) {
            EvidenceWriter.writeUnlessThere(place, document);
            EvidenceWriter.writeUnlessThere(place, more.configBlob());
            place.writeManifest(manifest, bytes);
            place.tag(manifest, tag);
            return tag;
          }
        });
  }

  private LegacyManifest present(Place place, String tag) throws KitrailException {
    Optional<Descriptor> tagged = new EvidenceReader(retry).tagged(place, tag);
    if (tagged.isEmpty()) {
      return LegacyManifest.empty();
    }
    String where = tag + " in " + place.name();
    ObjectNode json =
        LegacyManifest.parse(
            retry.run("read " + where, reason -> {}, () -> place.read(tagged.get())), where);
    Descriptor config =
        new Descriptor(
            json.at("/config/mediaType").asText(),
            Digest.parse(json.at("/config/digest").asText()),
            json.at("/config/size").asLong());
    return LegacyManifest.of(
        json, retry.run("read the config of " + where, reason -> {}, () -> place.read(config)));
  }
}
