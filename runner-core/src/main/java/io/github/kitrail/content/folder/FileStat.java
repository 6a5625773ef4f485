package io.github.kitrail.content.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
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
    try {
      Map<String, Object> unix =
          Files.readAttributes(
              path,
              "unix:isRegularFile,isDirectory,isSymbolicLink,mode,size,lastModifiedTime,fileKey",
              LinkOption.NOFOLLOW_LINKS);
      return new FileStat(
          kind(
              Boolean.TRUE.equals(unix.get("isRegularFile")),
              Boolean.TRUE.equals(unix.get("isDirectory")),
              Boolean.TRUE.equals(unix.get("isSymbolicLink"))),
          (Integer) unix.get("mode") & 07777,
          (Long) unix.get("size"),
          (FileTime) unix.get("lastModifiedTime"),
          unix.get("fileKey"));
    } catch (UnsupportedOperationException e) {
      return withoutModes(path);
    }
  }

  private static FileStat withoutModes(Path path) throws IOException {
    BasicFileAttributes basic =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Kind kind = kind(basic.isRegularFile(), basic.isDirectory(), basic.isSymbolicLink());
    int writable = Files.isWritable(path) ? 0666 : 0444;
    int permissions = kind == Kind.DIRECTORY ? 0777 : writable;
    return new FileStat(kind, permissions, basic.size(), basic.lastModifiedTime(), basic.fileKey());
  }

  private static Kind kind(boolean file, boolean directory, boolean link) {
    if (link) {
      return Kind.LINK;
    }
    if (directory) {
      return Kind.DIRECTORY;
    }
    return file ? Kind.FILE : Kind.OTHER;
  }
}
