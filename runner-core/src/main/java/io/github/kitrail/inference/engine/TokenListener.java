package io.github.kitrail.inference.engine;

/** Hears an answer while it is written. */
@FunctionalInterface
public interface TokenListener {
  /** One that lets the model write on. */
  TokenListener NONE = piece -> true;

  /**
   * After each piece of text, which may be empty or hold several tokens. Pieces put together are
   * the text of the {@link Completion}; what may be the beginning of a stop text is held back.
   *
   * @return false to end the answer here, as if it had come to an end
   */
  boolean heard(String piece);
}
