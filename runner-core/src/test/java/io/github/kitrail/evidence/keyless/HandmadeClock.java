package io.github.kitrail.evidence.keyless;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A timestamp authority that says any time. */
final class HandmadeClock {
  private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999");

  private final KeyPair keys = TestCa.newKeys();
  private final List<X509Certificate> chain = TimestampAuthority.chain(keys);

  /** The signing certificate first, the root last. */
  List<X509Certificate> chain() {
    return chain;
  }

  /**
   * @return TimeStampResp
   */
  byte[] timestamp(byte[] signature, Instant at) {
    return timestamp(NISTObjectIdentifiers.id_sha256, "SHA-256", signature, at);
  }

  /** Over a digest that nobody should rely on. */
  byte[] sha1Timestamp(byte[] signature, Instant at) {
    return timestamp(OIWObjectIdentifiers.idSHA1, "SHA-1", signature, at);
  }

  private byte[] timestamp(
      ASN1ObjectIdentifier algorithm, String name, byte[] signature, Instant at) {
    try {
      TimeStampTokenGenerator tokens =
          new TimeStampTokenGenerator(
              new JcaSimpleSignerInfoGeneratorBuilder()
                  .build("SHA256withECDSA", keys.getPrivate(), chain.get(0)),
              new JcaDigestCalculatorProviderBuilder()
                  .build()
                  .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
              POLICY);
      tokens.addCertificates(new JcaCertStore(List.of(chain.get(0))));
      byte[] digest = MessageDigest.getInstance(name).digest(signature);
      return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
          .generate(
              new TimeStampRequestGenerator().generate(algorithm, digest),
              BigInteger.ONE,
              Date.from(at))
          .getEncoded();
    } catch (GeneralSecurityException | OperatorCreationException | TSPException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
