package io.github.kitrail;

import org.jspecify.annotations.Nullable;

/**
 * A failure that a user can understand: its message is a sentence that says what was tried, on
 * which side, why it failed and what to do next.
 */
public final class KitrailException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public KitrailException(ErrorCode code, String message) {
    this(code, message, null);
  }

  public KitrailException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
