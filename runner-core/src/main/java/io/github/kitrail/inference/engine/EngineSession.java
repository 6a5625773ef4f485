package io.github.kitrail.inference.engine;

import io.github.kitrail.KitrailException;

/** A loaded model that answers, one request at a time. */
public interface EngineSession extends AutoCloseable {
  /**
   * Answers one request.
   *
   * @param listener hears the answer while it is written, and may end it; on the calling thread
   * @throws EngineException when there is no answer, with the reason; {@link #isAlive()} tells
   *     whether the next request has a chance
   * @throws KitrailException CANCELLED when the thread is interrupted
   */
  Completion complete(CompletionRequest request, TokenListener listener)
      throws EngineException, KitrailException;

  /** The same, for whoever needs the whole answer only. */
  default Completion complete(CompletionRequest request) throws EngineException, KitrailException {
    return complete(request, TokenListener.NONE);
  }

  /**
   * The meaning of a text as a vector of length 1.
   *
   * @throws EngineException when this engine or model cannot, with the reason
   * @throws KitrailException CANCELLED when the thread is interrupted
   */
  default double[] embed(String text) throws EngineException, KitrailException {
    throw new EngineException("This engine makes no embeddings.");
  }

  /**
   * How little a text surprises the model: e to the mean of the negative log-likelihoods of its
   * tokens, the first one left out; 1 is no surprise at all.
   *
   * @throws EngineException when this engine cannot, with the reason
   * @throws KitrailException CANCELLED when the thread is interrupted
   */
  default double perplexity(String text) throws EngineException, KitrailException {
    throw new EngineException("This engine tells no perplexity.");
  }

  /** Tokens that prompt and answer may have together; 0 when that is not known. */
  default int contextSize() {
    return 0;
  }

  /** The most memory that the engine's process has had in RAM so far, in bytes; 0 if not known. */
  default long peakMemory() {
    return 0;
  }

  /** False once the engine crashed or had to be ended. */
  boolean isAlive();

  /** Ends the engine and removes what it left; never fails. */
  @Override
  void close();
}
