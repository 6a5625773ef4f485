package io.github.kitrail.content.layout;

import io.github.kitrail.content.DirectoryListing;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The directory of files that are being written. Each is locked as long as its writer lives, so
 * what a killed process left can be told and removed. Call everything here under the {@link
 * LayoutLock}, or a file may be taken for abandoned between its creation and its lock.
 */
public final class Ingest {
  /**
   * Marks the files of this JVM, which must never be opened a second time: on Linux and macOS
   * closing any channel of a file drops every lock that the process has on it.
   */
  private static final String OURS = UUID.randomUUID().toString();

  private static final String PREFIX = ".kitrail-";

  private final Path directory;

  /**
   * @param directory on the file system of the layout; may hold other files as well
   */
  public Ingest(Path directory) {
    this.directory = directory;
  }

  /** Creates an empty file that belongs to us until it is closed. */
  public Claim claim() throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(PREFIX + OURS + "-" + UUID.randomUUID());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      channel.lock();
      return new Claim(file, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /**
   * Removes what dead processes left.
   *
   * @return whether there was anything
   */
  public boolean removeAbandoned() throws IOException {
    boolean removed = false;
    for (Path file : files()) {
      if (!isAlive(file)) {
        removed |= Files.deleteIfExists(file);
      }
    }
    return removed;
  }

  /** When the oldest file that is still being written was begun; null when there is none. */
  public @Nullable FileTime oldest() throws IOException {
    FileTime oldest = null;
    for (Path file : files()) {
      FileTime time = time(file);
      if (time != null && (oldest == null || time.compareTo(oldest) < 0)) {
        oldest = time;
      }
    }
    return oldest;
  }

  private List<Path> files() throws IOException {
    return DirectoryListing.of(directory, PREFIX + "*");
  }

  private static boolean isAlive(Path file) throws IOException {
    if (DirectoryListing.name(file).startsWith(PREFIX + OURS)) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static @Nullable FileTime time(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file);
    } catch (NoSuchFileException e) {
      return null;
    }
  }
}
