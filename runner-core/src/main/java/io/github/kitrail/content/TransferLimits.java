package io.github.kitrail.content;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a place is known to refuse.
 *
 * @param maxLayerBytes the largest blob it takes
 * @param maxUpload how long one upload may take; null when that is not limited
 */
public record TransferLimits(long maxLayerBytes, @Nullable Duration maxUpload) {
  /** Nothing is known to be refused. */
  public static final TransferLimits NONE = new TransferLimits(Long.MAX_VALUE, null);
}
