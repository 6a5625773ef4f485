package io.github.kitrail.evidence;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Turns statements into signed bundles. */
public final class StatementSigner {
  private final Signer signer;

  public StatementSigner(Signer signer) {
    this.signer = signer;
  }

  /** Completes when the signer has signed. */
  public CompletableFuture<Bundle> sign(Statement statement) {
    byte[] payload = statement.toBytes();
    byte[] message = DsseEnvelope.preAuthenticationEncoding(DsseEnvelope.IN_TOTO, payload);
    return signer
        .sign(message)
        .thenApply(
            signed ->
                new Bundle(
                    signed.material(),
                    new DsseEnvelope(DsseEnvelope.IN_TOTO, payload, List.of(signed.signature()))));
  }

  /**
   * Signs and waits for it.
   *
   * @throws KitrailException what the signer failed with, or CANCELLED when interrupted
   */
  public Bundle signAndWait(Statement statement) throws KitrailException {
    try {
      return sign(statement).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KitrailException told) {
        throw told;
      }
      throw new KitrailException(
          ErrorCode.UNEXPECTED, "Could not sign with " + signer.name() + ": " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KitrailException(ErrorCode.CANCELLED, "Cancelled while signing.", e);
    }
  }
}
