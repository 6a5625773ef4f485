package io.github.kitrail.inference;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.gguf.ModelFiles;
import java.nio.file.Path;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A model on disk, of whatever format. */
public interface TestedModel {
  /**
   * What an engine loads.
   *
   * @param chosen which file, when the model is a folder that holds several; null otherwise
   * @throws KitrailException BAD_INPUT when it is no GGUF model
   */
  ModelFiles files(@Nullable String chosen) throws KitrailException;

  /** All files of the model and its parts, by their paths in the ModelKit, with {@code /}. */
  SortedMap<String, Path> all() throws KitrailException;

  /**
   * The model's file or folder.
   *
   * @throws KitrailException BAD_INPUT when the Kitfile has no model
   */
  Path path() throws KitrailException;

  /** The folder that {@link #path} and all else of its ModelKit lies in. */
  Path folder() throws KitrailException;
}
