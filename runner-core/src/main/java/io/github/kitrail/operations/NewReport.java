package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that an operation writes beside its result. */
public final class NewReport {
  private NewReport() {}

  /**
   * Ends before anything is done when the file could not be written.
   *
   * @param file null for none
   * @throws KitrailException BAD_INPUT
   */
  public static void check(@Nullable Path file) throws KitrailException {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Could not write "
              + file
              + ": "
              + (Files.isDirectory(file)
                  ? "it is a folder."
                  : "there is no folder " + folder + "."));
    }
  }

  /** Replaces the file's content. */
  public static void write(Path file, byte[] content) throws KitrailException {
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "Could not write " + file + ": " + e.getMessage() + ".", e);
    }
  }
}
