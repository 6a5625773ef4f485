package io.github.kitrail.evidence.key;

import java.io.IOException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.EdDSAParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of key that sign here, each with the scheme it signs with and those it accepts.
 *
 * <p>cosign 2.6.5 and 3.1.3 sign with SHA-384 for P-384, SHA-512 for P-521, and Ed25519ph; their
 * {@code verify --key} expects SHA-256 for any curve unless {@code --signature-digest-algorithm}
 * says otherwise, and pure Ed25519. So for the curves we sign as cosign signs, for Ed25519 as
 * cosign verifies, and we accept both.
 *
 * @see <a
 *     href="https://github.com/sigstore/architecture-docs/blob/main/algorithm-registry.md">Sigstore's
 *     algorithms</a>
 */
public enum KeyAlgorithm {
  P256("ECDSA P-256", "secp256r1", List.of("SHA256withECDSA")),
  P384("ECDSA P-384", "secp384r1", List.of("SHA384withECDSA", "SHA256withECDSA")),
  P521("ECDSA P-521", "secp521r1", List.of("SHA512withECDSA", "SHA256withECDSA")),
  ED25519("Ed25519", null, List.of("Ed25519", KeyAlgorithm.PREHASHED)),
  RSA("RSA", null, List.of("SHA256withRSA"));

  /** Shorter RSA keys are weak, longer ones are refused by cosign. */
  static final int MIN_RSA_BITS = 2048;

  static final int MAX_RSA_BITS = 4096;

  /** Ends the sentence about a key of another kind. */
  static final String SUPPORTED =
      "keys of its kind or size do not sign here; use ECDSA on P-256, P-384 or P-521, Ed25519, or RSA"
          + " with 2048 to 4096 bits";

  private static final String PREHASHED = "Ed25519ph";

  static final String ED25519_OID = "1.3.101.112";

  private static final Map<String, String> FACTORIES =
      Map.of(
          "1.2.840.10045.2.1",
          "EC",
          "1.2.840.113549.1.1.1",
          "RSA",
          KeyAlgorithm.ED25519_OID,
          "Ed25519");

  private final String words;
  private final @Nullable String curve;
  private final List<String> schemes;

  KeyAlgorithm(String words, @Nullable String curve, List<String> schemes) {
    this.words = words;
    this.curve = curve;
    this.schemes = schemes;
  }

  /** What kind of key this is; empty for one that does not sign here. */
  static Optional<KeyAlgorithm> of(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      int bits = rsa.getModulus().bitLength();
      return bits >= MIN_RSA_BITS && bits <= MAX_RSA_BITS ? Optional.of(RSA) : Optional.empty();
    }
    if (key instanceof EdECPublicKey ed) {
      return ed.getParams().getName().equals("Ed25519") ? Optional.of(ED25519) : Optional.empty();
    }
    return key instanceof ECPublicKey ec ? onCurve(ec.getParams()) : Optional.empty();
  }

  /** The algorithm on this elliptic curve. */
  static Optional<KeyAlgorithm> onCurve(ECParameterSpec parameters) {
    return Stream.of(P256, P384, P521)
        .filter(known -> known.curveParameters().getCurve().equals(parameters.getCurve()))
        .findFirst();
  }

  /** The name of the elliptic curve in SEC 2's spelling. */
  String curve() {
    if (curve == null) {
      throw new IllegalStateException(words + " has no named curve");
    }
    return curve;
  }

  ECParameterSpec curveParameters() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(curve()));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java does not know the curve of " + words, e);
    }
  }

  /** What {@link java.security.KeyPairGenerator} calls it. */
  String generator() {
    return curve == null ? words : "EC";
  }

  /** What {@link java.security.KeyFactory} calls the algorithm of this identifier. */
  static Optional<String> keyFactory(String oid) {
    return Optional.ofNullable(FACTORIES.get(oid));
  }

  byte[] sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = signature(schemes.get(0));
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot sign with " + words, e);
    }
  }

  /** The same with a key that only this provider can use. */
  byte[] sign(PrivateKey key, byte[] message, Provider provider) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(scheme(), provider);
    signature.initSign(key);
    signature.update(message);
    return signature.sign();
  }

  /** What {@link Signature} calls the scheme that is signed with. */
  String scheme() {
    return schemes.get(0);
  }

  boolean verify(PublicKey key, byte[] message, byte[] signed) {
    if (key instanceof ECPublicKey ec && !isInRange(ec.getParams().getOrder(), signed)) {
      return false;
    }
    for (String scheme : schemes) {
      if (verify(scheme, key, message, signed)) {
        return true;
      }
    }
    return false;
  }

  /** Java before 17.0.3 took zeros for a good signature of anything (CVE-2022-21449). */
  private static boolean isInRange(BigInteger order, byte[] signature) {
    try {
      StandardDSAEncoding.INSTANCE.decode(order, signature);
      return true;
    } catch (IOException | RuntimeException e) {
      // Anybody writes signatures, and on some bytes the parser fails with NullPointerException.
      return false;
    }
  }

  private boolean verify(String scheme, PublicKey key, byte[] message, byte[] signed) {
    try {
      Signature signature = signature(scheme);
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(signed);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot verify with " + words, e);
    }
  }

  private static Signature signature(String scheme) throws GeneralSecurityException {
    if (!scheme.equals(PREHASHED)) {
      return Signature.getInstance(scheme);
    }
    Signature signature = Signature.getInstance("Ed25519");
    signature.setParameter(new EdDSAParameterSpec(true));
    return signature;
  }

  /** For people. */
  @Override
  public String toString() {
    return words;
  }
}
