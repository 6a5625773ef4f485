package io.github.kitrail.evidence;

import io.github.kitrail.KitrailException;

/** Checks keyless signatures against a root of trust. */
public interface CertificateVerifier {
  /**
   * Checks that the certificate comes from a trusted authority and was valid when the log or the
   * timestamp says that it signed, and that it signed this envelope.
   *
   * @return whose certificate it is, which nobody has compared with anything yet
   * @throws KitrailException NOT_TRUSTED with what is wrong with it, as a sentence
   */
  CertifiedSigner verify(Bundle bundle) throws KitrailException;
}
