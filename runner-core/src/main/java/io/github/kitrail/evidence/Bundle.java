package io.github.kitrail.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.json.StrictJson;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.MediaTypes;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A sigstore bundle with a DSSE envelope: evidence in one file. Written as v0.3; v0.1 and v0.2 are
 * read as well.
 *
 * @see <a
 *     href="https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_bundle.proto">sigstore_bundle.proto</a>
 */
public record Bundle(VerificationMaterial material, DsseEnvelope envelope)
    implements SignedContent {
  private static final String WHAT = "The sigstore bundle";

  /** Kept as a tree for each piece of evidence; what is large in an honest one is a text. */
  private static final StrictJson.Documents JSON = StrictJson.upTo(10_000);

  // v0.1 and v0.2 had their version in a parameter, and so had some early v0.3.
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "application/vnd\\.dev\\.sigstore\\.bundle"
              + "(\\.v0\\.3\\+json|\\+json;version=0\\.[123])");

  /** Whether a layer of this type is a bundle. */
  static boolean isMediaType(String mediaType) {
    return MEDIA_TYPE.matcher(mediaType).matches();
  }

  /**
   * Reads the JSON form.
   *
   * @throws KitrailException BAD_INPUT when it is no bundle, or one without an envelope
   */
  public static Bundle parse(byte[] json) throws KitrailException {
    ObjectNode bundle = JSON.parse(json, WHAT);
    String mediaType = StrictJson.text(bundle, "mediaType", WHAT);
    if (!isMediaType(mediaType)) {
      throw StrictJson.invalid(WHAT, "its type \"" + mediaType + "\" is not known");
    }
    if (!(bundle.path("verificationMaterial") instanceof ObjectNode material)) {
      throw StrictJson.invalid(WHAT, "it has no verification material");
    }
    VerificationMaterial read = new VerificationMaterial(material);
    if (read.hasPublicKey() == read.hasCertificate()) {
      throw StrictJson.invalid(WHAT, "it must name either a public key or a certificate");
    }
    return new Bundle(read, envelope(bundle));
  }

  private static DsseEnvelope envelope(ObjectNode bundle) throws KitrailException {
    JsonNode envelope = bundle.path("dsseEnvelope");
    if (!envelope.isObject()) {
      throw StrictJson.invalid(
          WHAT, "it signs a bare message, where a statement in a DSSE envelope is needed");
    }
    DsseEnvelope read = DsseEnvelope.of(envelope);
    if (read.signatures().size() != 1) {
      throw StrictJson.invalid(
          WHAT,
          "its envelope has "
              + read.signatures().size()
              + " signatures, where exactly one may be, as a bad one could hide beside a good one");
    }
    return read;
  }

  /** The JSON form, as version 0.3. */
  public byte[] toBytes() {
    ObjectNode json = StrictJson.object();
    json.put("mediaType", MediaTypes.SIGSTORE_BUNDLE);
    json.set("verificationMaterial", material.json());
    json.set("dsseEnvelope", envelope.toJson());
    return StrictJson.bytes(json);
  }

  @Override
  public Optional<String> claimedPredicateType() {
    return envelope.claimedPredicateType();
  }

  @Override
  public Set<Digest> claimedSubjects() {
    return envelope.claimedSubjects();
  }

  @Override
  public Optional<String> keyHint() {
    return material.keyHint();
  }
}
