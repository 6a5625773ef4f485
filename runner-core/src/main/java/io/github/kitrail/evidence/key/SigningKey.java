package io.github.kitrail.evidence.key;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A private key with its public half. Nothing of it ever appears in a message. */
public final class SigningKey {
  private final PrivateKey key;
  private final VerificationKey publicHalf;
  private final @Nullable String warning;
  private final @Nullable Provider token;

  private SigningKey(
      PrivateKey key,
      VerificationKey publicHalf,
      @Nullable String warning,
      @Nullable Provider token) {
    this.key = key;
    this.publicHalf = publicHalf;
    this.warning = warning;
    this.token = token;
  }

  /**
   * Reads a private key: cosign's encrypted file, PKCS#8 (plain or encrypted), SEC 1 or PKCS#1, all
   * as PEM; or finds it in a PKCS#12 file or a PKCS#11 token.
   *
   * @param reference a file; {@code env:NAME} for a variable that holds the PEM text; {@code
   *     file.p12#ALIAS}; or {@code pkcs11:CONFIG#ALIAS}. Without an alias, the only key
   * @param environment also holds the passphrase, as KITRAIL_KEY_PASSPHRASE or COSIGN_PASSWORD, and
   *     a token's PIN, as KITRAIL_PKCS11_PIN
   * @param passphrase null to take it from the environment
   * @throws KitrailException BAD_CREDENTIAL when there is no such key, the passphrase is missing or
   *     wrong, or the key is of a kind that does not sign here
   */
  public static SigningKey load(
      String reference, Map<String, String> environment, char @Nullable [] passphrase)
      throws KitrailException {
    Optional<KeyStoreReference> inStore = KeyStoreReference.parse(reference);
    if (inStore.isPresent()) {
      return inStore
          .get()
          .open(PrivateKeyReader.WHAT, environment, passphrase, true, Pkcs11Token.Provision.JDK)
          .signingKey(inStore.get().alias());
    }
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
      return new SigningKey(key, new VerificationKey(publicKey, algorithm), warning, null);
    } catch (GeneralSecurityException e) {
      throw KeyText.unusable(PrivateKeyReader.WHAT, name, KeyAlgorithm.SUPPORTED);
    }
  }

  /** A key that stays in a token, which signs with it. */
  static SigningKey inToken(PrivateKey key, VerificationKey publicHalf, String name, Provider token)
      throws KitrailException {
    SigningKey found = new SigningKey(key, publicHalf, null, token);
    return found.requireScheme(name);
  }

  private SigningKey requireScheme(String name) throws KitrailException {
    String scheme = publicHalf.algorithm().scheme();
    if (token != null && token.getService("Signature", scheme) == null) {
      throw KeyText.unusable(PrivateKeyReader.WHAT, name, "the token does not sign with " + scheme);
    }
    return this;
  }

  /**
   * Signs this message with the scheme of the key's {@link KeyAlgorithm}.
   *
   * @throws KitrailException BAD_CREDENTIAL when a token does not sign, or its certificate is of
   *     another key
   */
  public byte[] sign(byte[] message) throws KitrailException {
    if (token == null) {
      return publicHalf.algorithm().sign(key, message);
    }
    byte[] signature;
    try {
      signature = publicHalf.algorithm().sign(key, message, token);
    } catch (GeneralSecurityException | RuntimeException e) {
      // No cause: what a token's driver says is not ours to vouch for.
      throw new KitrailException(
          ErrorCode.BAD_CREDENTIAL,
          "Could not sign with the PKCS#11 token: it refused "
              + publicHalf.algorithm().scheme()
              + " ("
              + e.getClass().getSimpleName()
              + "). Check that the key may sign, and that the token is still there.");
    }
    if (!publicHalf.verifies(message, signature)) {
      throw new KitrailException(
          ErrorCode.BAD_CREDENTIAL,
          "Could not sign with the PKCS#11 token: the certificate beside the key is of another key. "
              + "Store the one that belongs to it.");
    }
    return signature;
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
