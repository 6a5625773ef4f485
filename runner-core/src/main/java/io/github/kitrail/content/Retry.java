package io.github.kitrail.content;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Tries again what may pass: any {@link IOException} but a failed verification, after a growing,
 * jittered pause or as long as the server asks for.
 *
 * @param attempts tries in all, at least 1
 * @param firstPause the longest pause before the second try; doubles from there
 * @param longestPause no pause is longer, whatever the server asks for
 */
public record Retry(
    int attempts,
    Duration firstPause,
    Duration longestPause,
    RandomGenerator random,
    Sleeper sleeper) {

  /** What is tried. */
  @FunctionalInterface
  public interface Attempt<T> {
    T run() throws IOException, KitrailException;
  }

  /** Waits; tests pass one that does not. */
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration pause) throws InterruptedException;
  }

  /** Five tries within about half a minute. */
  public static Retry standard() {
    return standard(pause -> Thread.sleep(pause.toMillis()));
  }

  /** The same, with pauses spent as somebody else says. */
  public static Retry standard(Sleeper sleeper) {
    return new Retry(5, Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(), sleeper);
  }

  /**
   * @param what completes "Could not …", such as "push layer sha256:12ab… to ghcr.io/acme/faq"
   * @param onRetry hears the reason before each further try
   * @throws KitrailException what an attempt threw, the turned verification failure, CANCELLED when
   *     interrupted, or TRANSFER_FAILED after the last try
   */
  public <T> T run(String what, Consumer<String> onRetry, Attempt<T> attempt)
      throws KitrailException {
    for (int tried = 1; ; tried++) {
      try {
        return attempt.run();
      } catch (IOException e) {
        afterFailure(tried, what, onRetry, e);
      }
    }
  }

  /**
   * Waits before the next try, or says that it was enough.
   *
   * @param tried how many tries have failed in a row, at least 1
   * @throws KitrailException as {@link #run}
   */
  void afterFailure(int tried, String what, Consumer<String> onRetry, IOException e)
      throws KitrailException {
    if (e instanceof VerificationException verification) {
      throw verification.toKitrailException();
    }
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    if (Thread.currentThread().isInterrupted()) {
      throw new KitrailException(ErrorCode.CANCELLED, "Cancelled: could not " + what + ".", e);
    }
    if (NoSpace.isCause(e)) {
      throw new KitrailException(
          ErrorCode.NO_SPACE,
          "Could not " + what + ": the disk is full. Free some space and try again.",
          e);
    }
    if (tried >= attempts) {
      String times = tried == 1 ? "" : " (tried " + tried + " times)";
      throw new KitrailException(
          ErrorCode.TRANSFER_FAILED, "Could not " + what + ": " + reason + times + ".", e);
    }
    onRetry.accept(reason);
    pause(tried, e);
  }

  /**
   * Waits as long as it is wise before the next try.
   *
   * @param tried how many tries have failed in a row, at least 1
   * @throws KitrailException CANCELLED when interrupted
   */
  public void pause(int tried, IOException reason) throws KitrailException {
    long longest = longestPause.toMillis();
    long backoff = Math.min(longest, firstPause.toMillis() << Math.min(tried - 1, 20));
    long millis = backoff / 2 + random.nextLong(backoff / 2 + 1);
    if (reason instanceof TransientException told && told.retryAfter() != null) {
      millis = Math.min(longest, told.retryAfter().toMillis());
    }
    try {
      sleeper.sleep(Duration.ofMillis(millis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KitrailException(ErrorCode.CANCELLED, "Cancelled while waiting to try again.", e);
    }
  }
}
