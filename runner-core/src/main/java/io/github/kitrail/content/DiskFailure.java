package io.github.kitrail.content;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in words what the file system could not do; trying again would not help. */
public final class DiskFailure {
  private DiskFailure() {}

  /**
   * @param what completes "Could not …", such as "write into the local store /home/ada/…"
   */
  public static KitrailException of(String what, IOException failure) {
    if (isInterrupt(failure)) {
      return new KitrailException(
          ErrorCode.CANCELLED, "Cancelled: could not " + what + ".", failure);
    }
    if (NoSpace.isCause(failure)) {
      return new KitrailException(
          ErrorCode.NO_SPACE,
          "Could not " + what + ": the disk is full. Free some space and try again.",
          failure);
    }
    return new KitrailException(
        ErrorCode.TRANSFER_FAILED, "Could not " + what + ": " + reason(failure) + ".", failure);
  }

  /** Java tells an interrupt in as many ways as there are things to wait for. */
  private static boolean isInterrupt(IOException failure) {
    return failure instanceof ClosedByInterruptException
        || failure instanceof FileLockInterruptionException
        || failure instanceof InterruptedIOException;
  }

  /** Why, in a few words that fit into a sentence; names the file where Java does. */
  public static String reason(IOException failure) {
    if (!(failure instanceof FileSystemException file)) {
      return failure.getMessage() == null
          ? failure.getClass().getSimpleName()
          : failure.getMessage();
    }
    if (file instanceof AccessDeniedException) {
      return file.getFile() + " may not be read or written by this user";
    }
    if (file instanceof NoSuchFileException) {
      return file.getFile() + " does not exist";
    }
    if (file instanceof FileAlreadyExistsException) {
      return file.getFile() + " exists already";
    }
    if (file instanceof NotDirectoryException) {
      return file.getFile() + " is not a directory";
    }
    return String.valueOf(file.getMessage());
  }
}
