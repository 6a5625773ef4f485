package io.github.kitrail.evidence.key;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * Computes the public key of a private one. What a file says about it beside the private key is not
 * believed.
 */
final class PublicHalf {
  private PublicHalf() {}

  /**
   * @throws InvalidKeyException when the private key is out of range, or of a kind that does not
   *     sign here
   */
  static PublicKey of(PrivateKey key) throws GeneralSecurityException {
    try {
      if (key instanceof RSAPrivateCrtKey rsa) {
        return KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
      }
      if (key instanceof EdECPrivateKey ed) {
        return ed25519(ed.getBytes().orElseThrow(InvalidKeyException::new));
      }
      if (key instanceof ECPrivateKey ec) {
        return elliptic(ec);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidKeyException("out of range", e);
    }
    throw new InvalidKeyException("unsupported");
  }

  private static PublicKey ed25519(byte[] seed) throws GeneralSecurityException, IOException {
    byte[] point = new Ed25519PrivateKeyParameters(seed, 0).generatePublicKey().getEncoded();
    ASN1ObjectIdentifier oid = new ASN1ObjectIdentifier(KeyAlgorithm.ED25519_OID);
    SubjectPublicKeyInfo info = new SubjectPublicKeyInfo(new AlgorithmIdentifier(oid), point);
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new X509EncodedKeySpec(info.getEncoded()));
  }

  private static PublicKey elliptic(ECPrivateKey key) throws GeneralSecurityException {
    KeyAlgorithm algorithm =
        KeyAlgorithm.onCurve(key.getParams()).orElseThrow(InvalidKeyException::new);
    X9ECParameters curve = SECNamedCurves.getByName(algorithm.curve());
    BigInteger secret = key.getS();
    if (secret.signum() <= 0 || secret.compareTo(curve.getN()) >= 0) {
      throw new InvalidKeyException("out of range");
    }
    var point = new FixedPointCombMultiplier().multiply(curve.getG(), secret).normalize();
    ECPoint affine =
        new ECPoint(point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
    return KeyFactory.getInstance("EC")
        .generatePublic(new ECPublicKeySpec(affine, algorithm.curveParameters()));
  }
}
