package io.github.kitrail.environment;

import org.jspecify.annotations.Nullable;

/**
 * A message about a place in a file.
 *
 * @param file relative to the root of the repository, with {@code /}
 * @param line counted from 1
 * @param column counted from 1; only with a line
 */
public record Annotation(
    Level level,
    String message,
    @Nullable String file,
    @Nullable Integer line,
    @Nullable Integer column) {
  /** How bad it is. */
  public enum Level {
    ERROR,
    WARNING,
    NOTICE
  }

  /** About nothing in particular. */
  public static Annotation of(Level level, String message) {
    return new Annotation(level, message, null, null, null);
  }

  /** The same place and level, with another message. */
  public Annotation saying(String other) {
    return new Annotation(level, other, file, line, column);
  }

  /** The same with at most so many characters. */
  Annotation shortened(int characters) {
    return message.length() <= characters
        ? this
        : saying(message.substring(0, characters - 1) + "…");
  }

  /** {@code Kitfile:7:3}, or nothing. */
  String place() {
    if (file == null) {
      return "";
    }
    String start = line == null ? file : file + ":" + line;
    return line == null || column == null ? start : start + ":" + column;
  }
}
