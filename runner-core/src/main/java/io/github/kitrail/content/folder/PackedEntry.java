package io.github.kitrail.content.folder;

import io.github.kitrail.modelkit.TarFormat;
import java.nio.file.Path;

/**
 * A file or directory that goes into a layer.
 *
 * @param path in the context, with {@code /}
 * @param stat as it was when the layer was planned
 */
record PackedEntry(String path, Path file, FileStat stat) {
  boolean isDirectory() {
    return stat.kind() == FileStat.Kind.DIRECTORY;
  }

  /** Bytes of content in the archive. */
  long contentSize() {
    return isDirectory() ? 0 : stat.size();
  }

  int headerSize() {
    return TarFormat.headerSize(path, isDirectory(), contentSize());
  }

  byte[] header() {
    return TarFormat.header(path, isDirectory(), stat.permissions(), contentSize());
  }
}
