package io.github.kitrail.deploy;

import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Writes a target's files, filled with a ModelKit's facts, and the model's files beside them. */
public final class Renderer {
  /**
   * Everything is written beside the folder first and then moved into it, so that a failure leaves
   * the folder as it was.
   *
   * @param parameters the target's parameters by name; what is not given has its default
   * @param directory created when it is missing
   * @param overwrite whether files may go that were edited since, or that somebody else wrote
   * @param layout asked for the model's files when the target's folder holds any
   * @throws KitrailException BAD_INPUT for a parameter, a template or a ModelKit that does not fit
   *     the target, and for a file in the way; HOSTILE_CONTENT for a model's path that leaves the
   *     folder
   */
  public RenderResult render(
      Target target,
      RenderFacts facts,
      Map<String, String> parameters,
      Path directory,
      boolean overwrite,
      ModelLayout layout)
      throws KitrailException, IOException {
    throw new UnsupportedOperationException();
  }
}
