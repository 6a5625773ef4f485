package io.github.kitrail.evidence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.evidence.json.Printable;
import io.github.kitrail.evidence.json.StrictJson;
import io.github.kitrail.evidence.key.VerificationKey;
import java.util.Optional;

/**
 * The part of a bundle that tells how to check its signature: a hint to a public key, or a
 * certificate; log entries and timestamps are kept as they are.
 *
 * @param json the member {@code verificationMaterial}
 */
public record VerificationMaterial(ObjectNode json) {
  public VerificationMaterial {
    json = json.deepCopy();
  }

  /** What verifies with this key, and only with it. */
  public static VerificationMaterial ofKey(VerificationKey key) {
    return ofKeyNamed(key.hint());
  }

  /** The same with another hint than sigstore's own. */
  static VerificationMaterial ofKeyNamed(String hint) {
    ObjectNode json = StrictJson.object();
    json.putObject("publicKey").put("hint", hint);
    return new VerificationMaterial(json);
  }

  /** Which public key is meant; nothing proves it. */
  public Optional<String> keyHint() {
    return Optional.ofNullable(json.path("publicKey").path("hint").textValue()).map(Printable::of);
  }

  /** Whether a certificate, not a key, is to verify it: keyless signing. */
  public boolean hasCertificate() {
    return json.has("certificate") || json.has("x509CertificateChain");
  }

  boolean hasPublicKey() {
    return json.path("publicKey").isObject();
  }

  /** A copy: JSON trees can be changed. */
  @Override
  public ObjectNode json() {
    return json.deepCopy();
  }
}
