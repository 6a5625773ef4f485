package io.github.kitrail.evidence.keyless;

import dev.sigstore.encryption.certificates.Certificates;
import dev.sigstore.fulcio.client.FulcioVerificationException;
import dev.sigstore.fulcio.client.FulcioVerifier;
import dev.sigstore.trustroot.CertificateAuthority;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.PKIXParameters;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** The certificate authorities that a trusted root names, and the logs of their certificates. */
final class TrustedAuthorities {
  private final List<CertificateAuthority> authorities;
  private final FulcioVerifier verifier;

  TrustedAuthorities(SigstoreTrustedRoot root) throws GeneralSecurityException {
    authorities = List.copyOf(root.getCAs());
    verifier = FulcioVerifier.newFulcioVerifier(root);
  }

  /**
   * That one of them has issued this certificate, and was to be trusted when it was used. The
   * library asks for the time when it was issued only, which whoever issued it could have invented.
   */
  void requireIssued(X509Certificate certificate, Instant usedAt) throws KitrailException {
    if (authorities.stream().noneMatch(one -> hasIssued(one, certificate, usedAt))) {
      throw CertificateFacts.untrusted(
          "its certificate was issued by an authority that the trusted root does not name for that"
              + " time");
    }
  }

  private static boolean hasIssued(
      CertificateAuthority authority, X509Certificate certificate, Instant usedAt) {
    if (!authority.getValidFor().contains(usedAt)) {
      return false;
    }
    try {
      for (Certificate above : authority.getCertPath().getCertificates()) {
        ((X509Certificate) above).checkValidity(Date.from(usedAt));
      }
      PKIXParameters parameters = new PKIXParameters(Set.of(authority.asTrustAnchor()));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(usedAt));
      CertPathValidator.getInstance("PKIX")
          .validate(
              Certificates.append(authority.getCertPath(), Certificates.toCertPath(certificate)),
              parameters);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** That a log has promised to show this certificate to everybody. */
  void requireLogged(X509Certificate certificate) throws KitrailException {
    try {
      verifier.verifySigningCertificate(Certificates.toCertPath(certificate));
    } catch (FulcioVerificationException | CertificateException | IOException e) {
      throw CertificateFacts.untrusted(
          "no certificate log that the trusted root names has signed for its certificate");
    }
  }
}
