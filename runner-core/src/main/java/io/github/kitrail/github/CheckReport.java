package io.github.kitrail.github;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A check run that is complete.
 *
 * @param commit its SHA
 * @param details the page with the log; null for none
 * @param title one line of plain text
 * @param summary Markdown, at most {@link #MAX_CHARACTERS}
 * @param notes shown at their lines; of more than {@link #MAX_NOTES} the first ones
 */
public record CheckReport(
    String name,
    String commit,
    boolean passed,
    @Nullable String details,
    String title,
    String summary,
    List<Note> notes) {
  /** What GitHub takes as a summary. */
  public static final int MAX_CHARACTERS = 65_535;

  /** Five requests' worth; more would only use up the limits. */
  public static final int MAX_NOTES = 250;

  public CheckReport {
    notes = List.copyOf(notes.subList(0, Math.min(notes.size(), MAX_NOTES)));
  }

  /**
   * What is wrong in a line.
   *
   * @param path from the root of the repository, with {@code /}
   * @param line counted from 1
   */
  public record Note(String path, int line, String message) {}
}
