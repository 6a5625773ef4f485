package io.github.kitrail.inference.engine;

import java.util.List;

/**
 * How the next token is chosen.
 *
 * @param maxTokens the longest answer, in tokens
 * @param temperature 0 always takes the likeliest token, so that answers repeat
 * @param topP the smallest set of tokens with this probability is considered
 * @param topK so many of the likeliest tokens are considered; 0 considers all
 * @param stop texts that end the answer and are not part of it
 */
public record Sampling(
    int maxTokens, double temperature, double topP, int topK, int seed, List<String> stop) {
  public Sampling {
    stop = List.copyOf(stop);
  }

  /** 128 tokens, no chance involved. */
  public static Sampling greedy() {
    return new Sampling(128, 0, 0.95, 40, 1, List.of());
  }

  public Sampling withMaxTokens(int tokens) {
    return new Sampling(tokens, temperature, topP, topK, seed, stop);
  }
}
