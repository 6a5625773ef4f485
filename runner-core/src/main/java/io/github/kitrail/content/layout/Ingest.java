package io.github.kitrail.content.layout;

import io.github.kitrail.content.DirectoryListing;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
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

  /** Comes before the digest in the names of blobs whose beginning may be used by a later try. */
  private static final String PART = "-part-";

  /** A beginning that nobody has gone on with for so long is given up. */
  private static final Duration PART_LIFE = Duration.ofDays(7);

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
   * Creates a file for a blob, or takes over what an earlier try has left of it. When it is closed
   * before it was moved, it is kept for the next try.
   */
  public Claim claim(Digest digest) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(PREFIX + OURS + "-" + UUID.randomUUID() + PART + digest.hex());
    Path kept = directory.resolve(PREFIX + UUID.randomUUID() + PART + digest.hex());
    Path longest = null;
    for (Path part : parts(digest)) {
      if (!isAlive(part) && (longest == null || Files.size(part) > Files.size(longest))) {
        longest = part;
      }
    }
    if (longest != null) {
      Files.move(longest, file, StandardCopyOption.ATOMIC_MOVE);
    }
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      channel.lock();
      return new Claim(file, channel, kept);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Removes what earlier tries have left of a blob that has arrived. */
  public void removeParts(Digest digest) throws IOException {
    for (Path part : parts(digest)) {
      if (!isAlive(part)) {
        Files.deleteIfExists(part);
      }
    }
  }

  private List<Path> parts(Digest digest) throws IOException {
    return DirectoryListing.of(directory, PREFIX + "*" + PART + digest.hex());
  }

  /**
   * Removes what dead processes left, but not the beginnings of blobs that are still missing.
   *
   * @param isThere whether a blob has arrived whole
   * @return whether there was anything
   */
  public boolean removeAbandoned(Predicate<Digest> isThere) throws IOException {
    boolean removed = false;
    for (Path file : files()) {
      if (!isAlive(file) && !mayBeUsed(file, isThere)) {
        removed |= Files.deleteIfExists(file);
      }
    }
    return removed;
  }

  /** When the oldest file that is still being written was begun; null when there is none. */
  public @Nullable FileTime oldest() throws IOException {
    FileTime oldest = null;
    for (Path file : files()) {
      FileTime time = isPart(file) && !isAlive(file) ? null : time(file);
      if (time != null && (oldest == null || time.compareTo(oldest) < 0)) {
        oldest = time;
      }
    }
    return oldest;
  }

  private static boolean isPart(Path file) {
    return DirectoryListing.name(file).contains(PART);
  }

  private static boolean mayBeUsed(Path file, Predicate<Digest> isThere) throws IOException {
    String name = DirectoryListing.name(file);
    String hex = name.substring(name.lastIndexOf('-') + 1);
    boolean isMissing =
        isPart(file) && Digest.isDigest("sha256:" + hex) && !isThere.test(new Digest(hex));
    FileTime time = isMissing ? time(file) : null;
    return time != null && time.toInstant().isAfter(Instant.now().minus(PART_LIFE));
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
