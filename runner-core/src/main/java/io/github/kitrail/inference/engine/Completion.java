package io.github.kitrail.inference.engine;

import java.time.Duration;

/**
 * A model's answer.
 *
 * @param promptTokens tokens of the prompt, the chat template included
 * @param tokens tokens of the answer
 * @param firstToken from the request to the answer's first token
 * @param total from the request to the end of the answer
 */
public record Completion(
    String text,
    int promptTokens,
    int tokens,
    Duration firstToken,
    Duration total,
    FinishReason finishReason) {

  /** Why an answer ended; the words are those of OpenAI's API. */
  public enum FinishReason {
    /** The model came to an end, or to a text of {@link Sampling#stop()}. */
    STOP,
    /** The most tokens that were asked for, or that the context holds. */
    LENGTH
  }
}
