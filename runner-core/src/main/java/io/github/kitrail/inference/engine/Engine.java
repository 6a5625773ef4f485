package io.github.kitrail.inference.engine;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.gguf.ModelFiles;

/** Runs models. */
public interface Engine {
  /** What smoke.yaml calls it. */
  String name();

  /** Name and version, as reports and attestations record it. */
  String version();

  /**
   * Loads a model; whoever starts a session closes it.
   *
   * @throws EngineException when the model does not load, with the reason
   * @throws KitrailException CANCELLED when the thread is interrupted
   */
  EngineSession start(ModelFiles model, EngineOptions options)
      throws EngineException, KitrailException;
}
