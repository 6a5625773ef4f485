package io.github.kitrail.evidence.key;

import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** A public key: tells whether a signature was made by its other half. */
public final class VerificationKey {
  private static final String WHAT = "the verification key";
  private final PublicKey key;
  private final KeyAlgorithm algorithm;

  VerificationKey(PublicKey key, KeyAlgorithm algorithm) {
    this.key = key;
    this.algorithm = algorithm;
  }

  /**
   * Reads a PEM public key ({@code BEGIN PUBLIC KEY}), such as {@code cosign.pub}, or the one in a
   * certificate of a PKCS#12 file or a PKCS#11 token.
   *
   * @param reference a file; {@code env:NAME} for a variable that holds the PEM text; {@code
   *     file.p12#ALIAS}; or {@code pkcs11:CONFIG#ALIAS}. Without an alias, the only one
   * @throws KitrailException BAD_CREDENTIAL when there is no such key or it is of an unknown kind
   */
  public static VerificationKey load(String reference, Map<String, String> environment)
      throws KitrailException {
    Optional<KeyStoreReference> inStore = KeyStoreReference.parse(reference);
    if (inStore.isPresent()) {
      return inStore
          .get()
          .open(WHAT, environment, null, false, Pkcs11Token.Provision.JDK)
          .verificationKey(inStore.get().alias());
    }
    KeyText text = KeyText.read(WHAT, reference, environment);
    Optional<Pem> pem = Pem.find(text.blocks(), "PUBLIC KEY");
    if (pem.isEmpty()) {
      throw KeyText.unusable(WHAT, text.name(), instead(text.blocks().get(0).type()));
    }
    return fromDer(pem.get().der(), text.name());
  }

  private static String instead(String type) {
    if (type.contains("PRIVATE KEY")) {
      return "it is a private key; verifying needs the public one, such as cosign.pub";
    }
    if (type.equals("CERTIFICATE")) {
      return "it is a certificate; export its public key with `openssl x509 -pubkey -noout`";
    }
    return "it holds \"" + type + "\" where \"PUBLIC KEY\" is needed";
  }

  private static VerificationKey fromDer(byte[] der, String name) throws KitrailException {
    PublicKey key;
    try {
      String oid = SubjectPublicKeyInfo.getInstance(der).getAlgorithm().getAlgorithm().getId();
      Optional<String> factory = KeyAlgorithm.keyFactory(oid);
      if (factory.isEmpty()) {
        throw KeyText.unusable(WHAT, name, KeyAlgorithm.SUPPORTED);
      }
      key = KeyFactory.getInstance(factory.get()).generatePublic(new X509EncodedKeySpec(der));
    } catch (GeneralSecurityException | RuntimeException e) {
      // The parser of DER fails with runtime exceptions of many kinds.
      throw KeyText.unusable(WHAT, name, "it is damaged, or " + KeyAlgorithm.SUPPORTED);
    }
    return of(key, WHAT, name);
  }

  static VerificationKey of(PublicKey key, String what, String name) throws KitrailException {
    KeyAlgorithm algorithm =
        KeyAlgorithm.of(key)
            .orElseThrow(() -> KeyText.unusable(what, name, KeyAlgorithm.SUPPORTED));
    return new VerificationKey(key, algorithm);
  }

  public KeyAlgorithm algorithm() {
    return algorithm;
  }

  /** Whether the other half of this key signed this message. */
  public boolean verifies(byte[] message, byte[] signature) {
    return algorithm.verify(key, message, signature);
  }

  /** What a sigstore bundle calls this key: base64 of the SHA-256 of its DER form. */
  public String hint() {
    return Base64.getEncoder().encodeToString(Digest.sha256().digest(key.getEncoded()));
  }

  /** What OpenSSF's model_signing calls this key: the SHA-256 of its PEM text, in hexadecimal. */
  public String pemHint() {
    return Digest.of(toPem().getBytes(StandardCharsets.US_ASCII)).hex();
  }

  /** Whether a hint means this key, in either form. */
  public boolean isNamedBy(String hint) {
    return hint.equals(hint()) || hint.equals(pemHint());
  }

  /** As {@code cosign.pub} holds it. */
  public String toPem() {
    return Pem.write("PUBLIC KEY", key.getEncoded());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerificationKey that && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  /** For people: kind and hint. */
  @Override
  public String toString() {
    return algorithm + " key " + hint();
  }
}
