package io.github.kitrail.content;

import java.time.Duration;

/**
 * What a place is known to refuse.
 *
 * @param maxLayerBytes the largest layer
 * @param maxUpload the longest time that one layer may take
 */
public record TransferLimits(long maxLayerBytes, Duration maxUpload) {
  public static final Duration UNLIMITED = Duration.ofDays(36_500);

  /** Nothing is known. */
  public static final TransferLimits NONE = new TransferLimits(Long.MAX_VALUE, UNLIMITED);
}
