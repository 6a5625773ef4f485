package io.github.kitrail.inference.structure;

import io.github.kitrail.modelkit.FileFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of a model.
 *
 * @param path in its ModelKit, with {@code /}
 * @param size bytes
 * @param head its first {@link FileFormat#HEAD_BYTES} bytes
 */
record CheckedFile(String path, Path file, long size, byte[] head) {
  static CheckedFile of(String path, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new CheckedFile(path, file, Files.size(file), in.readNBytes(FileFormat.HEAD_BYTES));
    }
  }

  /** The last part of its path. */
  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The path of a file beside it, by the name that it has from there. */
  String beside(String relative) {
    return path.substring(0, path.lastIndexOf('/') + 1) + relative;
  }

  InputStream open() throws IOException {
    return new BufferedInputStream(Files.newInputStream(file));
  }
}
