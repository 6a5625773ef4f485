package io.github.kitrail.content.registry;

import io.github.kitrail.KitrailException;
import java.util.Set;

/** The registry does not know this way to upload; another one may work. */
final class UploadRefused extends Exception {
  private static final long serialVersionUID = 1L;

  /** What servers and proxies answer to a way they do not know. 413 is not one: size is size. */
  static final Set<Integer> STATUSES = Set.of(400, 404, 405, 411, 415, 416, 501);

  private final KitrailException sentence;

  UploadRefused(KitrailException sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /** What to say when no other way works either. */
  KitrailException sentence() {
    return sentence;
  }
}
