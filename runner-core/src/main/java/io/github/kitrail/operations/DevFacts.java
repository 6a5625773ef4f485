package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.dev.ServedModel;
import io.github.kitrail.inference.engine.Engine;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Finds out what is to be told of a model while the engine loads it: the vocabulary of its header
 * alone takes a tenth of a second.
 */
final class DevFacts implements AutoCloseable {
  /** A program that does not say its version is no reason to go on for long. */
  private static final long PATIENCE_MILLIS = 3000;

  private final FutureTask<ServedModel> task;
  private final Thread thread;

  private DevFacts(FutureTask<ServedModel> task) {
    this.task = task;
    this.thread = new Thread(task, "kitrail-dev-facts");
    thread.setDaemon(true);
  }

  static DevFacts of(DevModel model, Engine engine) {
    DevFacts facts = new DevFacts(new FutureTask<>(() -> model.served(engine.version())));
    facts.thread.start();
    return facts;
  }

  ServedModel get() throws KitrailException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KitrailException) {
        throw (KitrailException) e.getCause();
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KitrailException(ErrorCode.CANCELLED, "Cancelled while the model was loaded.", e);
    }
  }

  /** Waits for its end: on Windows a file that somebody reads cannot be removed. */
  @Override
  public void close() {
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
