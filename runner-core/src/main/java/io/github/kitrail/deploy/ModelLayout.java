package io.github.kitrail.deploy;

import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.nio.file.Path;

/** Puts a ModelKit's files into a folder, verified; that is a copy, and the caller's business. */
@FunctionalInterface
public interface ModelLayout {
  /**
   * Called at most once, before anything is moved into place.
   *
   * @param directory exists and is empty
   * @param what never {@link Unpack#NONE}
   */
  void layOut(Path directory, Unpack what) throws KitrailException, IOException;
}
