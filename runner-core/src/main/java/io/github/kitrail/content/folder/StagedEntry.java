package io.github.kitrail.content.folder;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived and waits to be put in place.
 *
 * @param path in the target, checked and clean
 * @param permissions the mode's lower nine bits
 * @param staged where the file is now; null for a folder
 */
record StagedEntry(String path, int permissions, @Nullable Path staged) {
  boolean isDirectory() {
    return staged == null;
  }
}
