package io.github.kitrail.content;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How much a disk still takes. */
public final class FreeSpace {
  private FreeSpace() {}

  /**
   * Bytes that this user may still write there; the greatest number when the system does not say.
   *
   * @param directory may not exist yet
   */
  public static long at(Path directory) {
    try {
      FileStore disk = disk(directory);
      return disk == null ? Long.MAX_VALUE : disk.getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  /**
   * The disk that a directory is on, equal for two on the same one; null when the system does not
   * say.
   *
   * @param directory may not exist yet
   */
  public static @Nullable FileStore disk(Path directory) {
    Path existing = directory.toAbsolutePath().normalize();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
      if (existing == null) {
        return null;
      }
    }
    try {
      return Files.getFileStore(existing);
    } catch (IOException e) {
      return null;
    }
  }
}
