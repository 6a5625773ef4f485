package io.github.kitrail.evidence;

import io.github.kitrail.evidence.key.VerificationKey;
import org.jspecify.annotations.Nullable;

/**
 * What the verifier says about one piece of evidence.
 *
 * @param reason a sentence for people
 * @param statement what was signed; null unless the signature itself is good
 * @param key the key that it verifies with; null unless a key's signature itself is good
 * @param signer whose certificate it verifies with; null unless a keyless signature itself is good
 */
public record Verification(
    Evidence evidence,
    Outcome outcome,
    String reason,
    @Nullable Statement statement,
    @Nullable VerificationKey key,
    @Nullable CertifiedSigner signer) {

  /** Good, or the first thing that is wrong. */
  public enum Outcome {
    /** Signed by one who was asked for, about the subject, and of the wanted predicate type. */
    VERIFIED,
    /** Signed by one who was asked for, but it says something else than what is asked for. */
    OTHER_PREDICATE,
    /** Signed by one who was asked for, but about something else. */
    OTHER_SUBJECT,
    /** It is embedded, and what it lists is not what the ModelKit around it holds. */
    OTHER_CONTENT,
    /** Signed with a key that was not given. */
    OTHER_KEY,
    /** Signed keylessly, by somebody who was not asked for. */
    OTHER_IDENTITY,
    /** It names a given key, and the signature is not good. */
    ALTERED,
    /** The envelope holds something else than an in-toto statement. */
    WRONG_PAYLOAD_TYPE,
    /** Signed with a certificate, which no key can check, and no identity was given. */
    KEYLESS,
    /** Signed with a certificate that proves nothing: not trusted, or not for this. */
    BAD_CERTIFICATE,
    /** It could not be read. */
    UNREADABLE
  }

  static Verification failed(Evidence evidence, Outcome outcome, String reason) {
    return new Verification(evidence, outcome, reason, null, null, null);
  }

  public boolean isVerified() {
    return outcome == Outcome.VERIFIED;
  }
}
