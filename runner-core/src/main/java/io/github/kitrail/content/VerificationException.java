package io.github.kitrail.content;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;

/**
 * Thrown by streams, which may throw nothing else, when the bytes are not those that were promised
 * or cannot be had at all. Whoever drives a transfer turns it into its {@link KitrailException}.
 */
public final class VerificationException extends IOException {
  private static final long serialVersionUID = 1L;
  private final ErrorCode code;

  public VerificationException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  /** What a stream could not do for a reason that no further try would change. */
  public VerificationException(KitrailException failure) {
    super(failure.getMessage(), failure);
    this.code = failure.code();
  }

  /** Why. */
  public ErrorCode code() {
    return code;
  }

  public KitrailException toKitrailException() {
    if (getCause() instanceof KitrailException failure) {
      return failure;
    }
    return new KitrailException(code, String.valueOf(getMessage()), this);
  }
}
