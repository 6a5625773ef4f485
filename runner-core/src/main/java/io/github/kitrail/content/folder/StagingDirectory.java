package io.github.kitrail.content.folder;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DirectoryListing;
import io.github.kitrail.content.DiskFailure;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileStore;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A hidden folder inside of the one that is unpacked into, so on the same file system: files arrive
 * here and are moved out when all are verified. Files that are replaced wait here until all is
 * done. A lock tells others that its process lives.
 */
final class StagingDirectory implements AutoCloseable {
  private static final String PREFIX = ".kitrail-unpack-";

  /** A second channel of a file drops the locks on it, so our own are never opened again. */
  private static final String OURS = PREFIX + UUID.randomUUID();

  /** What was taken over from the dead, one folder each. */
  private static final String EARLIER = "earlier-";

  private static final Duration GRACE = Duration.ofMinutes(10);

  private final Path target;
  private final Path directory;
  private final List<Path> createdParents;
  private final FileChannel lock;
  private final List<Abandoned> earlier;
  private final FileStore fileStore;
  private final AtomicLong count = new AtomicLong();
  private boolean keep;

  private StagingDirectory(
      Path target,
      Path directory,
      List<Path> createdParents,
      FileChannel lock,
      List<Abandoned> earlier)
      throws IOException {
    this.target = target;
    this.directory = directory;
    this.createdParents = createdParents;
    this.lock = lock;
    this.earlier = earlier;
    this.fileStore = Files.getFileStore(directory);
  }

  /**
   * Makes the target, if need be, and a staging directory in it; takes over what dead ones left.
   */
  static StagingDirectory create(Path target) throws KitrailException {
    List<Path> createdParents = new ArrayList<>();
    try {
      for (Path p = target; p != null && Files.notExists(p); p = p.getParent()) {
        createdParents.add(p);
      }
      Path directory;
      FileChannel lock;
      do {
        Files.createDirectories(target);
        directory = Files.createDirectory(target.resolve(OURS + "-" + UUID.randomUUID()));
        lock = lock(directory);
      } while (lock == null);
      List<Abandoned> earlier = takeOver(target, directory);
      return new StagingDirectory(target, directory, createdParents, lock, earlier);
    } catch (IOException e) {
      throw DiskFailure.of("unpack into " + target, e);
    }
  }

  /** Null when another process took the folder, still empty, for one that a dead process left. */
  private static @Nullable FileChannel lock(Path directory) throws IOException {
    try {
      FileChannel lock =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      lock.lock();
      return lock;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** A path for a file that nobody has used yet. */
  Path newFile() {
    return directory.resolve(Long.toString(count.incrementAndGet()));
  }

  /** Where the journal of a layer is written. */
  Path journal(Digest layer) {
    return directory.resolve(layer.hex() + LayerJournal.SUFFIX);
  }

  /** Puts a file of the target aside, where it waits while another takes its place. */
  Path putAside(Path file, String path) throws IOException {
    Path aside = directory.resolve(Abandoned.REPLACED).resolve(path);
    Path parent = aside.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    return Files.move(file, aside);
  }

  /** Bytes that can still be written. */
  long usableSpace() throws KitrailException {
    try {
      return fileStore.getUsableSpace();
    } catch (IOException e) {
      throw DiskFailure.of("unpack into " + target, e);
    }
  }

  /** Leaves everything: files that were replaced could not be put back. */
  void keep() {
    keep = true;
  }

  Path path() {
    return directory;
  }

  /** Whether the file system takes {@code a} and {@code A} for the same name. */
  boolean foldsCase() {
    String name = DirectoryListing.name(directory);
    return Files.exists(target.resolve(name.toUpperCase(Locale.ROOT)));
  }

  /** Removes it, and the target with it when that was made here and is empty. */
  @Override
  public void close() {
    try {
      // Windows deletes no open file.
      lock.close();
      if (!keep) {
        delete(directory);
      }
      for (Path parent : createdParents) {
        Files.delete(parent);
      }
    } catch (IOException e) {
      // The target is not empty, as it should be; or else the next run clears this.
    }
  }

  /** Takes over what dead processes left, as far as it may be of use; removes the rest. */
  private static List<Abandoned> takeOver(Path target, Path own) throws IOException {
    List<Abandoned> kept = new ArrayList<>();
    FileTime now = Files.getLastModifiedTime(own);
    for (Path staging : DirectoryListing.of(target, PREFIX + "*")) {
      if (!DirectoryListing.name(staging).startsWith(OURS) && isAbandoned(staging, now)) {
        takeOver(target, staging, own, kept);
      }
    }
    return kept;
  }

  private static void takeOver(Path target, Path staging, Path own, List<Abandoned> kept)
      throws IOException {
    Path as = own.resolve(EARLIER + UUID.randomUUID());
    try {
      Files.move(staging, as);
    } catch (NoSuchFileException e) {
      // Another process was faster.
      return;
    }
    Abandoned abandoned = new Abandoned(as);
    abandoned.takeBack(target);
    for (Path taken : DirectoryListing.of(as, EARLIER + "*")) {
      takeOver(target, taken, own, kept);
    }
    if (abandoned.hasJournals()) {
      kept.add(abandoned);
    } else {
      delete(as);
    }
  }

  /**
   * The beginning of a layer.
   *
   * @param length how many bytes of the layer are there
   */
  record Beginning(Path journal, long length) {}

  /** The longest beginning of a layer that a dead process left; null when there is none. */
  @Nullable Beginning beginningOf(Digest layer) throws IOException {
    Beginning longest = null;
    for (Abandoned one : earlier) {
      for (Path journal : one.journals(layer)) {
        Beginning found = new Beginning(journal, KeptLayer.length(journal));
        if (longest == null || found.length() > longest.length()) {
          longest = found;
        }
      }
    }
    return longest;
  }

  private static boolean isAbandoned(Path staging, FileTime now) throws IOException {
    try (FileChannel channel = FileChannel.open(staging.resolve("lock"), StandardOpenOption.WRITE);
        FileLock free = channel.tryLock()) {
      return free != null;
    } catch (NoSuchFileException e) {
      // Its process is about to make the lock, or died just there, or just removes everything.
      return !removeEmpty(staging)
          && Files.exists(staging)
          && Files.getLastModifiedTime(staging).toInstant().isBefore(now.toInstant().minus(GRACE));
    }
  }

  /** Whoever is about to make the lock begins anew: see {@link #lock(Path)}. */
  private static boolean removeEmpty(Path staging) throws IOException {
    try {
      return Files.deleteIfExists(staging);
    } catch (DirectoryNotEmptyException e) {
      return false;
    }
  }

  private static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
