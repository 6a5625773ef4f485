package io.github.kitrail.evidence.keyless;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** What a certificate says (RFC 5280), before somebody signs it with ECDSA and SHA-256. */
final class CertificateTemplate {
  private static final AlgorithmIdentifier ECDSA_SHA256 =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

  private final V3TBSCertificateGenerator certificate = new V3TBSCertificateGenerator();
  private final ExtensionsGenerator extensions = new ExtensionsGenerator();

  CertificateTemplate(X500Name subject, PublicKey key, Instant from, Instant until) {
    certificate.setSerialNumber(new ASN1Integer(serialNumber()));
    certificate.setSubject(subject);
    certificate.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key.getEncoded()));
    certificate.setStartDate(new Time(Date.from(from)));
    certificate.setEndDate(new Time(Date.from(until)));
  }

  private static BigInteger serialNumber() {
    return new BigInteger(126, new SecureRandom()).setBit(126);
  }

  CertificateTemplate extension(ASN1ObjectIdentifier name, boolean critical, ASN1Encodable value) {
    try {
      extensions.addExtension(name, critical, value);
      return this;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An extension whose value is no ASN.1. */
  CertificateTemplate extension(ASN1ObjectIdentifier name, byte[] value) {
    extensions.addExtension(name, false, value);
    return this;
  }

  /** The part that is signed, by an issuer of this name. */
  TBSCertificate issuedBy(X500Name issuer) {
    certificate.setIssuer(issuer);
    certificate.setSignature(ECDSA_SHA256);
    certificate.setExtensions(extensions.generate());
    return certificate.generateTBSCertificate();
  }

  X509Certificate signedBy(X500Name issuer, PrivateKey key) {
    try {
      TBSCertificate signed = issuedBy(issuer);
      ASN1EncodableVector parts = new ASN1EncodableVector();
      parts.add(signed);
      parts.add(ECDSA_SHA256);
      parts.add(new DERBitString(EcdsaSha256.sign(key, signed.getEncoded())));
      byte[] encoded = new DERSequence(parts).getEncoded();
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(encoded));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
