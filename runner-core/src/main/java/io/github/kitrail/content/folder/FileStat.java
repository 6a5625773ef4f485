package io.github.kitrail.content.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What a path is right now, links not followed.
 *
 * @param permissions the mode's lower twelve bits; what Go makes up where there are none
 * @param size in bytes
 * @param identity equal for the same file, also under another name; null where the system has none
 */
record FileStat(
    Kind kind, int permissions, long size, FileTime modified, @Nullable Object identity) {
  enum Kind {
    FILE,
    DIRECTORY,
    LINK,
    /** A device, a pipe, a socket. */
    OTHER
  }

  static FileStat of(Path path) throws IOException {
    BasicFileAttributes basic =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Kind kind = kind(basic);
    return new FileStat(
        kind, permissions(path, kind), basic.size(), basic.lastModifiedTime(), basic.fileKey());
  }

  private static int permissions(Path path, Kind kind) throws IOException {
    try {
      Object mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      return mode instanceof Integer bits ? bits & 07777 : 0;
    } catch (UnsupportedOperationException e) {
      // Windows: what Go makes up there.
      int writable = Files.isWritable(path) ? 0666 : 0444;
      return kind == Kind.DIRECTORY ? 0777 : writable;
    }
  }

  private static Kind kind(BasicFileAttributes attributes) {
    if (attributes.isSymbolicLink()) {
      return Kind.LINK;
    }
    if (attributes.isDirectory()) {
      return Kind.DIRECTORY;
    }
    return attributes.isRegularFile() ? Kind.FILE : Kind.OTHER;
  }
}
