package io.github.kitrail.evidence;

import io.github.kitrail.evidence.key.VerificationKey;
import org.jspecify.annotations.Nullable;

/**
 * What the verifier says about one piece of evidence.
 *
 * @param reason a sentence for people
 * @param statement what was signed; null unless the signature itself is good
 * @param key the key that it verifies with; null unless the signature itself is good
 */
public record Verification(
    Evidence evidence,
    Outcome outcome,
    String reason,
    @Nullable Statement statement,
    @Nullable VerificationKey key) {

  /** Good, or the first thing that is wrong. */
  public enum Outcome {
    /** Signed with a given key, about the subject, and of the wanted predicate type. */
    VERIFIED,
    /** Signed with a given key, but it says something else than what is asked for. */
    OTHER_PREDICATE,
    /** Signed with a given key, but about something else. */
    OTHER_SUBJECT,
    /** Signed with a key that was not given. */
    OTHER_KEY,
    /** It names a given key, and the signature is not good. */
    ALTERED,
    /** The envelope holds something else than an in-toto statement. */
    WRONG_PAYLOAD_TYPE,
    /** Signed with a certificate, which no key can check. */
    KEYLESS,
    /** It could not be read. */
    UNREADABLE
  }

  static Verification failed(Evidence evidence, Outcome outcome, String reason) {
    return new Verification(evidence, outcome, reason, null, null);
  }

  public boolean isVerified() {
    return outcome == Outcome.VERIFIED;
  }
}
