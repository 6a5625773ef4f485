package io.github.kitrail.content.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a path is right now, links not followed.
 *
 * @param permissions the mode's lower twelve bits; what Go makes up where there are none
 * @param size in bytes
 * @param changed when content, name or mode last changed, which no program can set; null where the
 *     system has no such time
 * @param identity equal for the same file, also under another name; null where the system has none
 */
record FileStat(
    Kind kind,
    int permissions,
    long size,
    FileTime modified,
    @Nullable FileTime changed,
    @Nullable Object identity) {
  enum Kind {
    FILE,
    DIRECTORY,
    LINK,
    /** A device, a pipe, a socket. */
    OTHER
  }

  /** All of it in one question to the system: thousands of files are asked for. */
  private static final String UNIX =
      "unix:mode,size,lastModifiedTime,ctime,fileKey,isSymbolicLink,isDirectory,isRegularFile";

  static FileStat of(Path path) throws IOException {
    return hasModes(path) ? ofUnix(path) : ofOther(path);
  }

  private static FileStat ofUnix(Path path) throws IOException {
    Map<String, Object> found = Files.readAttributes(path, UNIX, LinkOption.NOFOLLOW_LINKS);
    return new FileStat(
        kind(
            Boolean.TRUE.equals(found.get("isSymbolicLink")),
            Boolean.TRUE.equals(found.get("isDirectory")),
            Boolean.TRUE.equals(found.get("isRegularFile"))),
        known(Integer.class, found.get("mode")) & 07777,
        known(Long.class, found.get("size")),
        known(FileTime.class, found.get("lastModifiedTime")),
        (FileTime) found.get("ctime"),
        found.get("fileKey"));
  }

  private static <T> T known(Class<T> type, @Nullable Object attribute) {
    return type.cast(Objects.requireNonNull(attribute, "every Unix file has it"));
  }

  /** Windows: the permissions are what Go makes up there. */
  private static FileStat ofOther(Path path) throws IOException {
    BasicFileAttributes basic =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Kind kind = kind(basic.isSymbolicLink(), basic.isDirectory(), basic.isRegularFile());
    int writable = Files.isWritable(path) ? 0666 : 0444;
    return new FileStat(
        kind,
        kind == Kind.DIRECTORY ? 0777 : writable,
        basic.size(),
        basic.lastModifiedTime(),
        null,
        basic.fileKey());
  }

  private static boolean hasModes(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  private static Kind kind(boolean link, boolean directory, boolean file) {
    if (link) {
      return Kind.LINK;
    }
    if (directory) {
      return Kind.DIRECTORY;
    }
    return file ? Kind.FILE : Kind.OTHER;
  }

  /** Whether what is packed is still the same; another hard link to the file is no change. */
  boolean packsLike(FileStat other) {
    return kind == other.kind
        && permissions == other.permissions
        && size == other.size
        && modified.equals(other.modified)
        && Objects.equals(identity, other.identity);
  }

  /** Whether a look at the mode, which is at hand, says that everybody may read it. */
  boolean isReadableByAll(Path path) {
    int bits = kind == Kind.DIRECTORY ? 0555 : 0444;
    return (permissions & bits) == bits && hasModes(path);
  }
}
