package io.github.kitrail.inference.engine;

/**
 * What prompt and answer may have together. Engines are not asked: java-llama.cpp answers garbage
 * to what is longer, and llama-server rounds the context up.
 *
 * @param tokens the size of the context
 */
record ContextLimit(int tokens) {
  /** llama.cpp fails when the very last cell of the context is reached; one more for a BOS. */
  private static final int RESERVED = 2;

  /** How many tokens an answer may have; below 1 when the prompt is too long. */
  int room(int promptTokens) {
    return tokens - promptTokens - RESERVED;
  }

  /** That a prompt is too long, as the end of a sentence. */
  String tooLong(int promptTokens) {
    return "the prompt has "
        + promptTokens
        + " tokens, but the context holds "
        + tokens
        + ", the answer included; shorten it or raise contextSize";
  }
}
