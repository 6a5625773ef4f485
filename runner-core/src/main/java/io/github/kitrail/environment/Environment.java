package io.github.kitrail.environment;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Where we run, and what that place offers: facts about the build, and a log that it shows in its
 * own way. What a place does not have, such as a job summary on a laptop, is quietly left out.
 */
public interface Environment {
  /** What people call it: {@code GitHub Actions}, {@code laptop}. */
  String name();

  /** Whether nobody sits in front of it; then a missing key is an error, not a development key. */
  boolean isCi();

  /**
   * What is known about this build, for its provenance. Asks git, so call it once and keep the
   * answer.
   *
   * @param folder what is built; its git repository is the source where the place names none
   */
  BuildFacts facts(Path folder);

  /** The lines until it is closed belong together; CI systems fold them. Groups do not nest. */
  LogGroup group(String title);

  /** From now on the log shows stars instead of this text, where the place can do that. */
  void mask(String secret);

  /** A message that the place shows at a line of a file. */
  void annotate(Annotation annotation);

  /** Appends Markdown to the page that sums up the job. */
  void summarize(String markdown) throws IOException;

  /**
   * A result that later steps of the same job can read.
   *
   * @param name letters, digits, {@code -} and {@code _}
   */
  void output(String name, String value) throws IOException;

  /**
   * Something that this step has built, for a later step that attests it.
   *
   * @param name registry and repository, without a tag
   * @param digest {@code sha256:…}
   */
  default void built(String name, String digest) throws IOException {
    // Most places keep no such list.
  }
}
