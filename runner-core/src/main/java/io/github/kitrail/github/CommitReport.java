package io.github.kitrail.github;

import org.jspecify.annotations.Nullable;

/**
 * The status of a commit.
 *
 * @param commit its SHA
 * @param context what tells it from other statuses of the commit
 * @param description plain text; what is longer than {@link #MAX_CHARACTERS} is cut
 * @param details the page with the log; null for none
 */
public record CommitReport(
    String commit, String context, boolean passed, String description, @Nullable String details) {
  /** What GitHub takes. */
  public static final int MAX_CHARACTERS = 140;

  public CommitReport {
    description = shortened(description);
  }

  /** As GitHub takes the description of any status. */
  static String shortened(String description) {
    return description.length() <= MAX_CHARACTERS
        ? description
        : description.substring(0, MAX_CHARACTERS - 1) + "…";
  }
}
