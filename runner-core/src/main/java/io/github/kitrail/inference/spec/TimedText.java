package io.github.kitrail.inference.spec;

import java.time.Duration;

/**
 * A text that stops whoever reads it for too long, for Java's regular expressions know no limit.
 */
public final class TimedText implements CharSequence {
  private static final int READS_PER_LOOK = 4096;

  private final String text;
  private final long deadline;
  private int reads;

  /** Thrown out of the matcher when the time is up. */
  public static final class TimeUp extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  public TimedText(String text, Duration limit) {
    this(text, System.nanoTime() + limit.toNanos());
  }

  private TimedText(String text, long deadline) {
    this.text = text;
    this.deadline = deadline;
  }

  @Override
  public char charAt(int index) {
    if (++reads % READS_PER_LOOK == 0 && System.nanoTime() - deadline > 0) {
      throw new TimeUp();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new TimedText(text.substring(start, end), deadline);
  }

  @Override
  public String toString() {
    return text;
  }
}
