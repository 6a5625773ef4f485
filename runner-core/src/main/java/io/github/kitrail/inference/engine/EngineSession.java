package io.github.kitrail.inference.engine;

import io.github.kitrail.KitrailException;

/** A loaded model that answers, one request at a time. */
public interface EngineSession extends AutoCloseable {
  /**
   * Answers one request.
   *
   * @throws EngineException when there is no answer, with the reason; {@link #isAlive()} tells
   *     whether the next request has a chance
   * @throws KitrailException CANCELLED when the thread is interrupted
   */
  Completion complete(CompletionRequest request) throws EngineException, KitrailException;

  /** False once the engine crashed or had to be ended. */
  boolean isAlive();

  /** Ends the engine and removes what it left; never fails. */
  @Override
  void close();
}
