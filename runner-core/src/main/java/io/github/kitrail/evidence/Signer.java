package io.github.kitrail.evidence;

import java.util.concurrent.CompletableFuture;

/**
 * Whatever signs: a key in memory now, a key in a KMS or a short-lived certificate later.
 * Asynchronous, because those are services.
 */
public interface Signer {
  /** For people: whose signature this is. */
  String name();

  /**
   * Signs this message, as its bytes are. Completes exceptionally with a {@link
   * io.github.kitrail.KitrailException} when that cannot be done.
   */
  CompletableFuture<SignedMessage> sign(byte[] message);
}
