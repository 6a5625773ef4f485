package io.github.kitrail.environment;

import org.jspecify.annotations.Nullable;

/**
 * What a CI system says was to be built, and what git finds in the folder.
 *
 * @param source with what git knows and the CI system does not say, when both mean one commit
 * @param checkout null when there is no other commit
 */
record Sources(SourceRevision source, @Nullable SourceRevision checkout) {
  /**
   * @param git null where there is no repository, or git does not trust it
   */
  static Sources of(SourceRevision told, @Nullable SourceRevision git) {
    if (git == null || git.commit() == null) {
      return new Sources(told, null);
    }
    boolean same = told.commit() == null || told.commit().equals(git.commit());
    return same ? new Sources(told.filledFrom(git), null) : new Sources(told, git);
  }
}
