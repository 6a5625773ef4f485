package io.github.kitrail.content;

import java.io.IOException;
import java.util.Locale;

/**
 * Tells a full disk or quota from other failures of a write; Java only gives the system's words.
 */
final class NoSpace {
  private NoSpace() {}

  static boolean isCause(IOException failure) {
    String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return words.contains("no space left")
        || words.contains("disk quota exceeded")
        || words.contains("not enough space on the disk");
  }
}
