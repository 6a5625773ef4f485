package io.github.kitrail.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much a disk still takes. */
public final class FreeSpace {
  private FreeSpace() {}

  /**
   * Bytes that this user may still write there; the greatest number when the system does not say.
   *
   * @param directory may not exist yet
   */
  public static long at(Path directory) {
    Path existing = directory.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
      if (existing == null) {
        return Long.MAX_VALUE;
      }
    }
    try {
      return Files.getFileStore(existing).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }
}
