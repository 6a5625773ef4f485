package io.github.kitrail.evidence.keyless;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * A certificate authority of the test: its key (P-256) and its certificates, its own first, the
 * root's last.
 */
public record TestCa(KeyPair keys, List<X509Certificate> chain) {
  private static final Duration BEFORE = Duration.ofDays(2);
  private static final Duration AFTER = Duration.ofDays(365);

  public TestCa {
    chain = List.copyOf(chain);
  }

  public static TestCa root(String commonName) {
    KeyPair keys = newKeys();
    X500Name name = name(commonName);
    CertificateTemplate template =
        authority(name, keys.getPublic())
            .extension(Extension.basicConstraints, true, new BasicConstraints(true));
    return new TestCa(keys, List.of(template.signedBy(name, keys.getPrivate())));
  }

  /** An authority below this one, whose certificates are for one purpose. */
  public TestCa intermediate(String commonName, KeyPurposeId purpose) {
    KeyPair its = newKeys();
    CertificateTemplate template =
        authority(name(commonName), its.getPublic())
            .extension(Extension.basicConstraints, true, new BasicConstraints(0))
            .extension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose))
            .extension(Extension.authorityKeyIdentifier, false, authorityKey());
    return new TestCa(its, above(issue(template)));
  }

  private static CertificateTemplate authority(X500Name name, PublicKey key) {
    Instant now = Instant.now();
    return new CertificateTemplate(name, key, now.minus(BEFORE), now.plus(AFTER))
        .extension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
        .extension(
            Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyIdentifier(key)));
  }

  /** For somebody who is no authority, for one purpose, from two days ago on for a year. */
  CertificateTemplate leaf(String commonName, PublicKey key, KeyPurposeId purpose) {
    Instant now = Instant.now();
    return leaf(name(commonName), key, purpose, now.minus(BEFORE), now.plus(AFTER));
  }

  CertificateTemplate leaf(
      X500Name name, PublicKey key, KeyPurposeId purpose, Instant from, Instant until) {
    // RFC 3161, 2.3: a timestamp authority's purpose is critical.
    boolean critical = purpose.equals(KeyPurposeId.id_kp_timeStamping);
    return new CertificateTemplate(name, key, from, until)
        .extension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .extension(Extension.extendedKeyUsage, critical, new ExtendedKeyUsage(purpose))
        .extension(Extension.authorityKeyIdentifier, false, authorityKey());
  }

  X509Certificate issue(CertificateTemplate template) {
    return template.signedBy(subject(), keys.getPrivate());
  }

  /** This certificate and those above it. */
  List<X509Certificate> above(X509Certificate certificate) {
    List<X509Certificate> all = new ArrayList<>(List.of(certificate));
    all.addAll(chain);
    return all;
  }

  X509Certificate certificate() {
    return chain.get(0);
  }

  X500Name subject() {
    return X500Name.getInstance(certificate().getSubjectX500Principal().getEncoded());
  }

  private AuthorityKeyIdentifier authorityKey() {
    return new AuthorityKeyIdentifier(keyIdentifier(keys.getPublic()));
  }

  private static X500Name name(String commonName) {
    return new X500Name("O=kitrail tests,CN=" + commonName);
  }

  /** RFC 5280, 4.2.1.2, method 1. */
  private static byte[] keyIdentifier(PublicKey key) {
    try {
      return MessageDigest.getInstance("SHA-1")
          .digest(SubjectPublicKeyInfo.getInstance(key.getEncoded()).getPublicKeyData().getBytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
