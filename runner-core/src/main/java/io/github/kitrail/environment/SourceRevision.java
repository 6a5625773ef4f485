package io.github.kitrail.environment;

import org.jspecify.annotations.Nullable;

/**
 * A revision in a repository.
 *
 * @param repository its URL, without credentials; null for a repository without a remote
 * @param ref {@code refs/heads/main}; null for a detached head
 * @param commit 40 or 64 hexadecimal digits; null before the first commit
 * @param tag the tag that names exactly this commit, without {@code refs/tags/}
 * @param dirty whether the folder differs from the commit: edited files, and files that git neither
 *     knows nor ignores; null when nobody could look
 */
public record SourceRevision(
    @Nullable String repository,
    @Nullable String ref,
    @Nullable String commit,
    @Nullable String tag,
    @Nullable Boolean dirty) {
  private static final String HEADS = "refs/heads/";
  private static final String TAGS = "refs/tags/";

  /** The same, with what git says about the folder where this says nothing. */
  SourceRevision filledFrom(SourceRevision git) {
    return new SourceRevision(
        repository == null ? git.repository() : repository,
        ref == null ? git.ref() : ref,
        commit == null ? git.commit() : commit,
        tag == null ? git.tag() : tag,
        git.dirty());
  }

  /** The branch, when the ref is one. */
  public @Nullable String branch() {
    return ref != null && ref.startsWith(HEADS) ? ref.substring(HEADS.length()) : null;
  }

  /**
   * The repository at the ref as SLSA's {@code resolvedDependencies} name it: {@code git+URL@REF}.
   */
  public @Nullable String uri() {
    if (repository == null) {
      return null;
    }
    return "git+" + repository + (ref == null ? "" : "@" + ref);
  }

  static @Nullable String tagOf(@Nullable String ref) {
    return ref != null && ref.startsWith(TAGS) ? ref.substring(TAGS.length()) : null;
  }
}
