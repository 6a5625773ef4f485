package io.github.kitrail.environment;

import java.io.PrintStream;
import java.util.Locale;

/** A log that shows text and nothing else. */
record PlainLog(PrintStream out) {
  LogGroup group(String title) {
    out.println("== " + oneLine(title));
    return () -> {};
  }

  void annotate(Annotation annotation) {
    String place = annotation.place().isEmpty() ? "" : oneLine(annotation.place()) + ": ";
    String level = annotation.level().name().toLowerCase(Locale.ROOT);
    out.println(level + ": " + place + annotation.message());
  }

  /** Text that cannot fake a line of its own, nor move a terminal's cursor. */
  static String oneLine(String text) {
    return text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ").strip();
  }
}
