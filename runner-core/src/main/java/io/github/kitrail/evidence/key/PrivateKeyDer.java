package io.github.kitrail.evidence.key;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** The encodings of private keys: PKCS#8, SEC 1, PKCS#1. */
final class PrivateKeyDer {
  private PrivateKeyDer() {}

  /** {@code PRIVATE KEY}; empty when its algorithm does not sign here. */
  static Optional<PrivateKey> pkcs8(byte[] der) throws GeneralSecurityException, IOException {
    return read(PrivateKeyInfo.getInstance(der));
  }

  /** {@code RSA PRIVATE KEY}. */
  static Optional<PrivateKey> pkcs1(byte[] der) throws GeneralSecurityException, IOException {
    AlgorithmIdentifier rsa =
        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
    return read(new PrivateKeyInfo(rsa, RSAPrivateKey.getInstance(der)));
  }

  /**
   * {@code EC PRIVATE KEY}; {@code openssl ecparam -genkey} writes its curve into a block of its
   * own before it.
   */
  static Optional<PrivateKey> sec1(byte[] der, List<Pem> blocks)
      throws GeneralSecurityException, IOException {
    ECPrivateKey key = ECPrivateKey.getInstance(der);
    ASN1Encodable curve = key.getParametersObject();
    Optional<Pem> parameters = Pem.find(blocks, "EC PARAMETERS");
    if (curve == null && parameters.isPresent()) {
      curve = ASN1Primitive.fromByteArray(parameters.get().der());
    }
    return read(
        new PrivateKeyInfo(
            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), key));
  }

  private static Optional<PrivateKey> read(PrivateKeyInfo info)
      throws GeneralSecurityException, IOException {
    AlgorithmIdentifier algorithm = info.getPrivateKeyAlgorithm();
    Optional<String> factory = KeyAlgorithm.keyFactory(algorithm.getAlgorithm().getId());
    if (factory.isEmpty()) {
      return Optional.empty();
    }
    // Without attributes and public key, which version 1 of PKCS#8 has no place for (RFC 5958) and
    // which older Java versions refuse.
    PrivateKeyInfo plain = new PrivateKeyInfo(algorithm, info.parsePrivateKey());
    return Optional.of(
        KeyFactory.getInstance(factory.get())
            .generatePrivate(new PKCS8EncodedKeySpec(plain.getEncoded())));
  }
}
