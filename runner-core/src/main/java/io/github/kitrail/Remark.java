package io.github.kitrail;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, and the place in a file where somebody has to change something.
 *
 * @param message a sentence that stands without the others
 * @param file as the command was given it, or found it; null when it is about no file
 * @param line counted from 1; null when it is about the whole file
 * @param column counted from 1; null when nobody knows
 */
public record Remark(
    String message, @Nullable String file, @Nullable Integer line, @Nullable Integer column) {
  /** The same about another file, or about this one by its full name. */
  public Remark in(String other) {
    return new Remark(message, other, line, column);
  }
}
