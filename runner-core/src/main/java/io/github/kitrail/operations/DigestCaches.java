package io.github.kitrail.operations;

import io.github.kitrail.content.folder.DigestCache;
import java.time.Clock;

/** Where the digests of packed files are remembered: in kit's home, unless the user objects. */
final class DigestCaches {
  /** {@code off}: every file is read, every time. */
  private static final String VARIABLE = "KITRAIL_DIGEST_CACHE";

  private DigestCaches() {}

  static DigestCache of(Context context) {
    if ("off".equals(context.env().get(VARIABLE))) {
      return DigestCache.off();
    }
    // Compared with the times of files, so it is the system's clock, whatever the operation's is.
    return DigestCache.in(context.home().resolve("kitrail").resolve("digests"), Clock.systemUTC());
  }
}
