package io.jenkins.plugins.kitrail.durable;

import java.time.Duration;

/**
 * How long a command's watcher waits.
 *
 * @param offline for an agent that is offline or gone
 * @param stop for a command to end that was asked to
 * @param shortest between two looks while there is output
 * @param longest between two looks while there is none
 */
public record Limits(Duration offline, Duration stop, Duration shortest, Duration longest) {
  /**
   * An agent that restarts is back within minutes; the tool cleans up in ten seconds, and a push of
   * 30 GB is not worth a look four times a second.
   */
  public static final Limits STANDARD =
      new Limits(
          Duration.ofMinutes(10),
          Duration.ofSeconds(60),
          Duration.ofMillis(250),
          Duration.ofSeconds(10));

  /** The time to the next look, when the last one was this long and found nothing new. */
  Duration after(Duration pause) {
    Duration longer = pause.multipliedBy(6).dividedBy(5);
    return longer.compareTo(longest) > 0 ? longest : longer;
  }
}
