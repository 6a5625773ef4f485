package io.github.kitrail.evidence.keyless;

import org.jspecify.annotations.Nullable;

/** A repository that does not answer, or not as one: nothing is known to be wrong with it. */
final class TufUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason a sentence
   */
  TufUnavailable(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }
}
