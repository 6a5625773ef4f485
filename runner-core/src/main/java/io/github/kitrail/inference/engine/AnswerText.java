package io.github.kitrail.inference.engine;

import java.util.List;

/**
 * An answer as it grows, cut before the first stop text. llama.cpp could look for stop texts
 * itself, but when it streams it swallows an answer's end that only begins like one.
 */
final class AnswerText {
  private final List<String> stops;
  private final int overlap;
  private final StringBuilder text = new StringBuilder();
  private boolean stopped;
  private int told;
  private String last = "-";

  AnswerText(List<String> stops) {
    this.stops = stops;
    this.overlap = stops.stream().mapToInt(String::length).max().orElse(0);
  }

  void add(String piece) {
    int from = Math.max(0, text.length() - overlap);
    text.append(piece);
    last = piece;
    int end = -1;
    for (String stop : stops) {
      int found = text.indexOf(stop, from);
      if (found >= 0 && (end < 0 || found < end)) {
        end = found;
      }
    }
    if (end >= 0) {
      text.setLength(end);
      stopped = true;
    }
  }

  /**
   * What was added since the last time, without an end that may become a stop text.
   *
   * @param complete whether nothing follows any more
   */
  String fresh(boolean complete) {
    int safe = text.length() - (complete || stopped ? 0 : held());
    String fresh = told < safe ? text.substring(told, safe) : "";
    told = Math.max(told, safe);
    return fresh;
  }

  /** How much of the end is the beginning of a stop text. */
  private int held() {
    for (int length = Math.min(overlap - 1, text.length()); length > 0; length--) {
      String end = text.substring(text.length() - length);
      if (stops.stream().anyMatch(stop -> stop.startsWith(end))) {
        return length;
      }
    }
    return 0;
  }

  /** Whether a stop text was met. */
  boolean isStopped() {
    return stopped;
  }

  /** Whether the model said that it is done: a token that has no text. */
  boolean endedByModel() {
    return !stopped && last.isEmpty();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
