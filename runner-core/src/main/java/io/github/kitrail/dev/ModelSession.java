package io.github.kitrail.dev;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.engine.Completion;
import io.github.kitrail.inference.engine.CompletionRequest;
import io.github.kitrail.inference.engine.EngineException;
import io.github.kitrail.inference.engine.EngineSession;
import io.github.kitrail.inference.engine.TokenListener;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The one loaded model, which answers one after the other, and is loaded again after a crash. */
public final class ModelSession implements AutoCloseable {
  /**
   * More than a person has windows; what waits longer than that would be given up by its client.
   */
  private static final int LONGEST_QUEUE = 16;

  private static final int LONGEST_WAIT_MINUTES = 10;

  private final Loader loader;
  private final Semaphore turn = new Semaphore(1, true);
  private EngineSession engine;
  private volatile boolean closed;

  /** Loads the model. */
  @FunctionalInterface
  public interface Loader {
    EngineSession load() throws EngineException, KitrailException;
  }

  /** What is asked of the engine, when it is our turn. */
  @FunctionalInterface
  private interface Question<T> {
    T ask(EngineSession engine) throws EngineException, KitrailException;
  }

  private ModelSession(Loader loader, EngineSession engine) {
    this.loader = loader;
    this.engine = engine;
  }

  /** Loads the model for the first time. */
  public static ModelSession open(Loader loader) throws EngineException, KitrailException {
    return new ModelSession(loader, loader.load());
  }

  Completion complete(CompletionRequest request, TokenListener listener) throws ApiException {
    return ask(engine -> engine.complete(request, piece -> !closed && listener.heard(piece)), null);
  }

  double[] embed(String text) throws ApiException {
    return ask(engine -> engine.embed(text), "unsupported");
  }

  public int contextSize() {
    return engine.contextSize();
  }

  private <T> T ask(Question<T> question, @Nullable String code) throws ApiException {
    takeTurn();
    try {
      return question.ask(living());
    } catch (EngineException e) {
      if (engine.isAlive()) {
        throw new ApiException(400, "invalid_request_error", e.getMessage(), null, code);
      }
      throw ApiException.server(
          e.getMessage() + " The model is loaded again for the next request.");
    } catch (KitrailException e) {
      throw ApiException.server(e.getMessage());
    } finally {
      turn.release();
    }
  }

  private void takeTurn() throws ApiException {
    try {
      if (turn.getQueueLength() < LONGEST_QUEUE
          && turn.tryAcquire(LONGEST_WAIT_MINUTES, TimeUnit.MINUTES)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.server("The server ends.");
    }
    throw new ApiException(
        429,
        "rate_limit_error",
        "The model answers one request at a time, and too many wait already; try again later.",
        null,
        "rate_limit_exceeded");
  }

  private EngineSession living() throws EngineException, KitrailException {
    if (!engine.isAlive() && !closed) {
      engine.close();
      engine = loader.load();
    }
    return engine;
  }

  /** An answer that is being written ends here. */
  @Override
  public void close() {
    closed = true;
    engine.close();
  }
}
