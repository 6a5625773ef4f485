package io.github.kitrail.inference.engine;

import org.jspecify.annotations.Nullable;

/**
 * The engine could not load the model or could not answer. It says something about the model or the
 * engine, so it fails a test and never the program; the message is a sentence.
 */
public final class EngineException extends Exception {
  private static final long serialVersionUID = 1L;

  public EngineException(String message) {
    this(message, null);
  }

  public EngineException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
