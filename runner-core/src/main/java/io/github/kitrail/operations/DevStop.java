package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends the dev server. */
public final class DevStop {
  /** An answer is broken off at once; removing an unpacked model of many gigabytes takes longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final long LOOK_MILLIS = 50;

  private DevStop() {}

  /**
   * @param stopped whether there was one
   * @param server what ran; null when nothing did
   */
  public record Result(boolean stopped, DevStart.@Nullable Result server) {}

  /**
   * @throws KitrailException BAD_INPUT when it does not end
   */
  public static Result run(Context context) throws KitrailException {
    DevFiles files = DevFiles.of(context);
    FileLock lock = files.lock();
    if (lock != null) {
      files.clean();
      release(lock);
      return new Result(false, null);
    }
    DevFiles.Running running = files.running();
    if (running == null) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "A dev server is just starting or ending. Try again in a moment.");
    }
    // Its lock is held, so this is no other process that got the same number later.
    ProcessHandle.of(running.pid()).ifPresent(ProcessHandle::destroy);
    lock = awaitEnd(files, PATIENCE);
    if (lock == null) {
      ProcessHandle.of(running.pid()).ifPresent(ProcessHandle::destroyForcibly);
      lock = awaitEnd(files, PATIENCE);
    }
    if (lock == null) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "The dev server does not end: end the process " + running.pid() + " yourself.");
    }
    // Windows knows no polite end, so that the server had no chance to do this itself.
    files.clean();
    release(lock);
    return new Result(true, DevStart.Result.of(running));
  }

  private static @Nullable FileLock awaitEnd(DevFiles files, Duration patience)
      throws KitrailException {
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < end) {
      FileLock lock = files.lock();
      if (lock != null) {
        return lock;
      }
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KitrailException(
            ErrorCode.CANCELLED, "Cancelled while the dev server was being ended.", e);
      }
    }
    return null;
  }

  static void release(FileLock lock) {
    try {
      lock.channel().close();
    } catch (IOException e) {
      // The end of the process releases it.
    }
  }
}
