package io.github.kitrail.github;

import java.io.InterruptedIOException;
import java.time.Duration;

/** The pauses of one step: a minute in all, as somebody waits for it. */
final class Patience {
  private final GitHubApi.Pause pause;
  private Duration left = Duration.ofMinutes(1);

  Patience(GitHubApi.Pause pause) {
    this.pause = pause;
  }

  /**
   * Waits.
   *
   * @return false, at once, when that would be longer than what is left of the minute
   */
  boolean spend(Duration asked) throws InterruptedIOException {
    if (asked.compareTo(left) > 0) {
      return false;
    }
    left = left.minus(asked);
    try {
      pause.spend(asked);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("cancelled");
    }
    return true;
  }
}
