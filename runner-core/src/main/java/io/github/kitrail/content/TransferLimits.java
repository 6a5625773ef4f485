package io.github.kitrail.content;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a place is known to refuse.
 *
 * @param maxLayerBytes the largest blob it takes
 * @param maxUpload how long one upload may take; null when that is not limited
 * @param lastRate bytes a second that the last large upload to this place had; 0 when nobody knows
 */
public record TransferLimits(long maxLayerBytes, @Nullable Duration maxUpload, long lastRate) {
  /** Nothing is known to be refused. */
  public static final TransferLimits NONE = new TransferLimits(Long.MAX_VALUE, null, 0);

  /** The same, where somebody has uploaded before. */
  public TransferLimits withLastRate(long rate) {
    return new TransferLimits(maxLayerBytes, maxUpload, rate);
  }

  /** How long an upload of so many bytes takes at the last rate, if that is too long; else null. */
  @Nullable Duration tooLong(long bytes) {
    if (maxUpload == null || lastRate <= 0) {
      return null;
    }
    Duration takes = Duration.ofSeconds(bytes / lastRate);
    return takes.compareTo(maxUpload) > 0 ? takes : null;
  }
}
