package io.github.kitrail.evidence.keyless;

import dev.sigstore.rekor.client.RekorEntry;
import dev.sigstore.rekor.client.RekorParseException;
import dev.sigstore.rekor.client.RekorVerificationException;
import dev.sigstore.rekor.client.RekorVerifier;
import dev.sigstore.trustroot.TransparencyLog;
import io.github.kitrail.KitrailException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** The transparency logs that a trusted root names. */
final class TrustedLogs {
  /** A tree of as many levels has more leaves than there are numbers for. */
  private static final int MOST_HASHES = 63;

  private final List<TransparencyLog> logs;
  private final RekorVerifier verifier;

  TrustedLogs(List<TransparencyLog> logs) {
    this.logs = List.copyOf(logs);
    this.verifier = RekorVerifier.newRekorVerifier(this.logs);
  }

  /**
   * That one of them holds this entry: a proof that leads to what the log has signed. A promise,
   * with its time, must be the log's, too, where the entry has one.
   */
  void requireHolds(RekorEntry entry) throws KitrailException {
    TransparencyLog log =
        TransparencyLog.find(logs, id(entry))
            .orElseThrow(
                () ->
                    CertificateFacts.untrusted(
                        "its log entry is of a transparency log that the trusted root does not"
                            + " name"));
    requireFitting(entry, log.getBaseUrl().getHost());
    try {
      verifier.verifyEntry(entry);
    } catch (RekorVerificationException e) {
      throw unproven(CertificateFacts.reason(e));
    }
  }

  /** A log whose time is over may sign anything: who trusts it trusts what it said before. */
  void requireInUse(RekorEntry entry, Instant at) throws KitrailException {
    if (TransparencyLog.find(logs, id(entry), at).isEmpty()) {
      throw CertificateFacts.untrusted(
          "its transparency log was not in use at "
              + at
              + ", when it was signed, says the trusted root");
    }
  }

  /**
   * The library takes the sizes as they are told, and a head of whatever tree the log has signed.
   */
  private static void requireFitting(RekorEntry entry, String host) throws KitrailException {
    RekorEntry.InclusionProof proof = entry.getVerification().getInclusionProof();
    if (proof == null) {
      throw unproven("there is no proof of inclusion");
    }
    try {
      long size = proof.getTreeSize();
      long index = proof.getLogIndex();
      RekorEntry.Checkpoint head = proof.parsedCheckpoint();
      // Rekor 1 has the number of its tree behind its name.
      if (!head.getOrigin().equals(host) && !head.getOrigin().startsWith(host + " - ")) {
        throw unproven("the checkpoint is of another log");
      }
      if (index < 0
          || index >= size
          || size != head.getSize()
          || proof.getHashes().size() > MOST_HASHES) {
        throw unproven("the proof of inclusion does not fit the log's size");
      }
    } catch (RekorParseException e) {
      throw unproven(CertificateFacts.reason(e));
    }
  }

  private static KitrailException unproven(String why) {
    return CertificateFacts.untrusted(
        "it is not proven that its transparency log holds its entry: " + why);
  }

  private static byte[] id(RekorEntry entry) {
    return HexFormat.of().parseHex(entry.getLogID());
  }
}
