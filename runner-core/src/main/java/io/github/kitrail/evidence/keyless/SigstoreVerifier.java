package io.github.kitrail.evidence.keyless;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sigstore.encryption.signers.Verifiers;
import dev.sigstore.rekor.client.RekorEntry;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.Bundle;
import io.github.kitrail.evidence.CertificateVerifier;
import io.github.kitrail.evidence.CertifiedSigner;
import io.github.kitrail.evidence.DsseEnvelope;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies keyless bundles with the parts of sigstore-java: the certificate's chain and its proof
 * of the certificate log, the timestamps, the log entry with its proof of inclusion and the log's
 * signed checkpoint. The whole is ours, not the library's KeylessVerifier: that one measures an
 * envelope's payload in characters, lets an entry of the kind {@code dsse} name any certificate,
 * takes a certificate that was issued in an authority's time as good for ever, asks no log whether
 * its time is over, and has one kind of failure for all. Stricter than sigstore-go: exactly one log
 * entry, no bad timestamp beside a good one, and a certificate with one name.
 *
 * <p>Log entries of the kind {@code hashedrekord} (what cosign 3, sigstore-python and we write) are
 * over the envelope's signed bytes, those of the kind {@code dsse} (GitHub's attestations) over its
 * payload.
 */
final class SigstoreVerifier implements CertificateVerifier {
  private final TrustedAuthorities authorities;
  private final TrustedLogs logs;
  private final TrustedClocks clocks;

  SigstoreVerifier(SigstoreTrustedRoot root) throws KitrailException {
    try {
      authorities = new TrustedAuthorities(root);
      logs = new TrustedLogs(root.getTLogs());
      clocks = new TrustedClocks(root);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "The trusted root cannot be used: " + CertificateFacts.reason(e) + ".",
          e);
    }
  }

  @Override
  public CertifiedSigner verify(Bundle bundle) throws KitrailException {
    DsseEnvelope envelope = bundle.envelope();
    return verify(
        envelope.signedBytes(),
        envelope.payload(),
        envelope.signatures().get(0),
        bundle.material().json());
  }

  /** Verifies a signature over these bytes. */
  CertifiedSigner verify(byte[] message, byte[] signature, ObjectNode material)
      throws KitrailException {
    return verify(message, null, signature, material);
  }

  private CertifiedSigner verify(
      byte[] message, byte @Nullable [] payload, byte[] signature, ObjectNode material)
      throws KitrailException {
    try {
      KeylessMaterial read = KeylessMaterial.read(material);
      return verify(new KeylessSignature(message, payload, signature, read.certificate()), read);
    } catch (RuntimeException e) {
      // The libraries meet forged input with exceptions of many kinds.
      throw CertificateFacts.untrusted("it cannot be read: " + CertificateFacts.reason(e));
    }
  }

  private CertifiedSigner verify(KeylessSignature signed, KeylessMaterial material)
      throws KitrailException {
    X509Certificate certificate = signed.certificate();
    requireGood(signed);
    requireLogged(signed, material);
    List<Instant> times = times(signed, material);
    for (Instant at : times) {
      requireAlive(certificate, at);
      logs.requireInUse(material.entry(), at);
      authorities.requireIssued(certificate, at);
    }
    authorities.requireLogged(certificate);
    CertificateFacts facts = new CertificateFacts(certificate);
    facts.requireForSigning();
    return new CertifiedSigner(facts.issuer(), facts.identity(), facts.claims(), times.get(0));
  }

  private static void requireGood(KeylessSignature signed) throws KitrailException {
    boolean good;
    try {
      good =
          Verifiers.newVerifier(signed.certificate().getPublicKey())
              .verify(signed.message(), signed.signature());
    } catch (GeneralSecurityException e) {
      good = false;
    }
    if (!good) {
      throw CertificateFacts.untrusted(
          "its signature is not good for this content and certificate: one of them was altered, or"
              + " belongs to something else");
    }
  }

  private void requireLogged(KeylessSignature signed, KeylessMaterial material)
      throws KitrailException {
    RekorEntry entry = material.entry();
    LogEntry logged = LogEntry.parse(Base64.getDecoder().decode(entry.getBody()));
    if (!logged.kind().equals(material.kind()) || !logged.version().equals(material.version())) {
      throw CertificateFacts.untrusted("its log entry is not of the kind that the bundle names");
    }
    if (!logged.isAbout(signed)) {
      throw CertificateFacts.untrusted(
          "its log entry belongs to another signature, content or certificate");
    }
    logs.requireHolds(entry);
  }

  /** All that somebody trusted has signed, so after the entry's promise was verified. */
  private List<Instant> times(KeylessSignature signed, KeylessMaterial material)
      throws KitrailException {
    List<Instant> times = new ArrayList<>(clocks.times(material.timestamps(), signed.signature()));
    if (material.hasPromise()) {
      times.add(material.entry().getIntegratedTimeInstant());
    }
    if (times.isEmpty()) {
      throw KeylessMaterial.withoutTime();
    }
    return times;
  }

  private static void requireAlive(X509Certificate certificate, Instant signedAt)
      throws KitrailException {
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();
    if (signedAt.isBefore(from) || signedAt.isAfter(until)) {
      throw CertificateFacts.untrusted(
          "it was signed at "
              + signedAt
              + ", outside its certificate's life ("
              + from
              + " to "
              + until
              + ")");
    }
  }
}
