package io.github.kitrail.content.registry;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that nobody else may read, as far as the file system knows owners. */
final class PrivateFiles {
  private static final Set<OpenOption> OPTIONS =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

  private PrivateFiles() {}

  static void createDirectories(Path directory) throws IOException {
    try {
      Files.createDirectories(directory, permissions("rwx------"));
    } catch (UnsupportedOperationException e) {
      Files.createDirectories(directory);
    }
  }

  static FileChannel open(Path file) throws IOException {
    try {
      return FileChannel.open(file, OPTIONS, permissions("rw-------"));
    } catch (UnsupportedOperationException e) {
      return FileChannel.open(file, OPTIONS);
    }
  }

  private static FileAttribute<?> permissions(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }
}
