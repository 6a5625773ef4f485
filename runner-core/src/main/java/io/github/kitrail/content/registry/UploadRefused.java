package io.github.kitrail.content.registry;

import io.github.kitrail.KitrailException;
import java.util.Set;

/** The registry does not know this way to upload; another one may work. */
final class UploadRefused extends Exception {
  private static final long serialVersionUID = 1L;

  /** What servers and proxies answer to a way they do not know, or to a request this large. */
  static final Set<Integer> STATUSES = Set.of(400, 404, 405, 411, 413, 415, 416, 501);

  private static final int TOO_LARGE = 413;

  private final KitrailException sentence;
  private final boolean tooLarge;

  UploadRefused(KitrailException sentence, int status) {
    super(sentence);
    this.tooLarge = status == TOO_LARGE;
    this.sentence = sentence;
  }

  /** Whether it was the size of the request: only smaller ones may help. */
  boolean isTooLarge() {
    return tooLarge;
  }

  /** What to say when no other way works either. */
  KitrailException sentence() {
    return sentence;
  }
}
