package io.github.kitrail.evidence;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** Checks certificates by the test's own authority; it believes the time that it is told. */
public final class AuthorityVerifier implements CertificateVerifier {
  private static final String FULCIO = "1.3.6.1.4.1.57264.1.";

  private final Instant signedAt;

  public AuthorityVerifier(Instant signedAt) {
    this.signedAt = signedAt;
  }

  @Override
  public CertifiedSigner verify(Bundle bundle) throws KitrailException {
    try {
      X509Certificate root = certificate(Samples.bytes("certificates/root.pem"));
      String der = bundle.material().json().at("/certificate/rawBytes").asText();
      X509Certificate leaf = certificate(Base64.getDecoder().decode(der));
      leaf.verify(root.getPublicKey());
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initVerify(leaf.getPublicKey());
      signature.update(bundle.envelope().signedBytes());
      if (!signature.verify(bundle.envelope().signatures().get(0))) {
        throw new KitrailException(ErrorCode.NOT_TRUSTED, "Its signature is not good.");
      }
      return new CertifiedSigner(
          extension(leaf, "8"),
          leaf.getSubjectAlternativeNames().iterator().next().get(1).toString(),
          Map.of(
              "runnerEnvironment",
              extension(leaf, "11"),
              "sourceRepositoryURI",
              extension(leaf, "12")),
          signedAt);
    } catch (GeneralSecurityException e) {
      throw new KitrailException(ErrorCode.NOT_TRUSTED, "Its certificate is not trusted.", e);
    }
  }

  private static X509Certificate certificate(byte[] bytes) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(bytes));
  }

  /** A short text in DER, in an octet string: each has a type and a length of one byte. */
  private static String extension(X509Certificate certificate, String number) {
    byte[] der = certificate.getExtensionValue(FULCIO + number);
    return new String(der, 4, der.length - 4, StandardCharsets.UTF_8);
  }
}
