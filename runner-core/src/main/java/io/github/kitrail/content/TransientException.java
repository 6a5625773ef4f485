package io.github.kitrail.content;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The other side could not do it now and may later: a 429, a 5xx. The message is a sentence for the
 * user.
 */
public class TransientException extends IOException {
  private static final long serialVersionUID = 1L;
  private final @Nullable Duration retryAfter;

  public TransientException(String message, @Nullable Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /** How long the server asks us to wait; null when it does not say. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
