package io.github.kitrail.evidence;

import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.key.SigningKey;
import io.github.kitrail.evidence.key.VerificationKey;
import java.util.concurrent.CompletableFuture;

/** Signs with a key in memory or in a token. */
public final class KeySigner implements Signer {
  private final SigningKey key;

  public KeySigner(SigningKey key) {
    this.key = key;
  }

  /** The half that others verify with. */
  public VerificationKey verificationKey() {
    return key.verificationKey();
  }

  @Override
  public String name() {
    return key.toString();
  }

  /**
   * The signature alone, at once.
   *
   * @throws KitrailException as {@link SigningKey#sign}
   */
  byte[] signNow(byte[] message) throws KitrailException {
    return key.sign(message);
  }

  @Override
  public CompletableFuture<SignedMessage> sign(byte[] message) {
    VerificationMaterial material = VerificationMaterial.ofKey(key.verificationKey());
    try {
      return CompletableFuture.completedFuture(new SignedMessage(key.sign(message), material));
    } catch (KitrailException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
