package io.github.kitrail.evidence.keyless;

import dev.sigstore.timestamp.client.ImmutableTimestampResponse;
import dev.sigstore.timestamp.client.TimestampVerificationException;
import dev.sigstore.timestamp.client.TimestampVerifier;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenInfo;

/** The timestamp authorities that a trusted root names. */
final class TrustedClocks {
  /** As sigstore-go has it. */
  private static final int MOST_TIMESTAMPS = 32;

  private final TimestampVerifier verifier;

  TrustedClocks(SigstoreTrustedRoot root) throws GeneralSecurityException {
    verifier = TimestampVerifier.newTimestampVerifier(root);
  }

  /**
   * When this signature existed.
   *
   * @param timestamps each a TimeStampResp; all must be good
   */
  List<Instant> times(List<byte[]> timestamps, byte[] signature) throws KitrailException {
    if (timestamps.size() > MOST_TIMESTAMPS) {
      throw CertificateFacts.untrusted(
          "it has "
              + timestamps.size()
              + " timestamps, where at most "
              + MOST_TIMESTAMPS
              + " count");
    }
    List<Instant> times = new ArrayList<>();
    for (byte[] timestamp : timestamps) {
      TimeStampTokenInfo info = info(timestamp);
      MessageDigest digest = digest(info.getMessageImprintAlgOID());
      if (!MessageDigest.isEqual(info.getMessageImprintDigest(), digest.digest(signature))) {
        throw CertificateFacts.untrusted("its timestamp is another signature's");
      }
      requireTrusted(timestamp, signature);
      times.add(info.getGenTime().toInstant());
    }
    return times;
  }

  private void requireTrusted(byte[] timestamp, byte[] signature) throws KitrailException {
    try {
      verifier.verify(ImmutableTimestampResponse.builder().encoded(timestamp).build(), signature);
    } catch (TimestampVerificationException e) {
      throw CertificateFacts.untrusted(
          "its timestamp is not by a timestamp authority that the trusted root names for that time");
    }
  }

  private static TimeStampTokenInfo info(byte[] timestamp) throws KitrailException {
    try {
      TimeStampToken token = new TimeStampResponse(timestamp).getTimeStampToken();
      if (token != null) {
        return token.getTimeStampInfo();
      }
    } catch (TSPException | IOException | RuntimeException e) {
      // As if there were none.
    }
    throw CertificateFacts.untrusted("its timestamp cannot be read");
  }

  private static MessageDigest digest(ASN1ObjectIdentifier algorithm) throws KitrailException {
    try {
      if (algorithm.equals(NISTObjectIdentifiers.id_sha256)) {
        return MessageDigest.getInstance("SHA-256");
      }
      if (algorithm.equals(NISTObjectIdentifiers.id_sha384)) {
        return MessageDigest.getInstance("SHA-384");
      }
      if (algorithm.equals(NISTObjectIdentifiers.id_sha512)) {
        return MessageDigest.getInstance("SHA-512");
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-2", e);
    }
    throw CertificateFacts.untrusted("its timestamp is not over a SHA-2 digest");
  }
}
