package io.github.kitrail.evidence;

import io.github.kitrail.evidence.key.SigningKey;
import java.util.concurrent.CompletableFuture;

/** Signs with a key in memory. */
public final class KeySigner implements Signer {
  private final SigningKey key;

  public KeySigner(SigningKey key) {
    this.key = key;
  }

  @Override
  public String name() {
    return key.toString();
  }

  @Override
  public CompletableFuture<SignedMessage> sign(byte[] message) {
    VerificationMaterial material = VerificationMaterial.ofKey(key.verificationKey());
    return CompletableFuture.completedFuture(new SignedMessage(key.sign(message), material));
  }
}
