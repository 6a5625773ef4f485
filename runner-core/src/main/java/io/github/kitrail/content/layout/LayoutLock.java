package io.github.kitrail.content.layout;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DiskFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one process at a time change a layout's index files. Held for milliseconds; blobs, which are
 * immutable, are written without it.
 */
public final class LayoutLock {
  /** What is done while the lock is held. */
  @FunctionalInterface
  public interface Action<T> {
    T run() throws IOException, KitrailException;
  }

  /** A file lock belongs to the whole JVM, so its threads need a lock of their own, JVM-wide. */
  private static final ReentrantLock IN_THIS_JVM = new ReentrantLock();

  /** Far behind the end: on Windows a locked byte cannot be read by others. */
  private static final long POSITION = 1L << 40;

  private final Path file;

  /**
   * @param file locked, never changed; created when missing
   */
  public LayoutLock(Path file) {
    this.file = file;
  }

  /** Waits until no other process is at it, however long that takes; an interrupt ends it. */
  public <T> T run(Action<T> action) throws IOException, KitrailException {
    try {
      IN_THIS_JVM.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + file);
    }
    try (FileChannel channel = open();
        FileLock lock = channel.lock(POSITION, 1, false)) {
      return action.run();
    } finally {
      IN_THIS_JVM.unlock();
    }
  }

  private FileChannel open() throws KitrailException {
    try {
      return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw DiskFailure.of("lock " + file + " for writing", e);
    }
  }
}
