package io.github.kitrail.evidence.key;

import io.github.kitrail.KitrailException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A private key with its public half. Nothing of it ever appears in a message. */
public final class SigningKey {
  private final PrivateKey key;
  private final VerificationKey publicHalf;
  private final @Nullable String warning;

  SigningKey(PrivateKey key, VerificationKey publicHalf, @Nullable String warning) {
    this.key = key;
    this.publicHalf = publicHalf;
    this.warning = warning;
  }

  /**
   * Reads a private key: cosign's encrypted file, PKCS#8 (plain or encrypted), SEC 1 or PKCS#1, all
   * as PEM.
   *
   * @param reference a file, or {@code env:NAME} for a variable that holds the PEM text
   * @param environment also holds the passphrase, as KITRAIL_KEY_PASSPHRASE or COSIGN_PASSWORD
   * @param passphrase null to take it from the environment
   * @throws KitrailException BAD_CREDENTIAL when there is no such key, the passphrase is missing or
   *     wrong, or the key is of a kind that does not sign here
   */
  public static SigningKey load(
      String reference, Map<String, String> environment, char @Nullable [] passphrase)
      throws KitrailException {
    KeyText text = KeyText.read(PrivateKeyReader.WHAT, reference, environment);
    Optional<char[]> secret = Passphrase.find(passphrase, environment);
    PrivateKeyReader reader = new PrivateKeyReader(text, secret);
    String warning = null;
    PrivateKey key = reader.read();
    if (!reader.isEncrypted() && text.isReadableByOthers()) {
      warning =
          "Other users of this machine can read the private key "
              + text.name()
              + "; take that right away with: chmod 600 "
              + text.name();
    }
    return of(key, text.name(), warning);
  }

  static SigningKey of(PrivateKey key, String name, @Nullable String warning)
      throws KitrailException {
    try {
      PublicKey publicKey = PublicHalf.of(key);
      KeyAlgorithm algorithm =
          KeyAlgorithm.of(publicKey).orElseThrow(GeneralSecurityException::new);
      return new SigningKey(key, new VerificationKey(publicKey, algorithm), warning);
    } catch (GeneralSecurityException e) {
      throw KeyText.unusable(PrivateKeyReader.WHAT, name, KeyAlgorithm.SUPPORTED);
    }
  }

  /** Signs this message with the scheme of the key's {@link KeyAlgorithm}. */
  public byte[] sign(byte[] message) {
    return publicHalf.algorithm().sign(key, message);
  }

  public VerificationKey verificationKey() {
    return publicHalf;
  }

  /** What a user should know about the key's file, though it works. */
  public Optional<String> warning() {
    return Optional.ofNullable(warning);
  }

  byte[] pkcs8() {
    return key.getEncoded();
  }

  /** For people: the public half. */
  @Override
  public String toString() {
    return publicHalf.toString();
  }
}
