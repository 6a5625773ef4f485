package io.github.kitrail.inference.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the next token is chosen. Names and defaults, apart from the temperature, are llama.cpp's.
 *
 * @param maxTokens the longest answer, in tokens
 * @param temperature 0 always takes the likeliest token, so that answers repeat
 * @param topP the smallest set of tokens with this probability is considered
 * @param topK so many of the likeliest tokens are considered; 0 considers all
 * @param minP tokens less likely than this share of the likeliest are not considered
 * @param repeatPenalty divides the logits of tokens that were there already; 1 is off
 * @param repeatLastN so many of the last tokens count as there already; -1 is the whole context
 * @param presencePenalty taken off the logit of each token that was there already; 0 is off
 * @param frequencyPenalty the same, for each time it was there
 * @param stop texts that end the answer and are not part of it
 * @param jsonSchema a JSON schema that the answer is held to while it is written; null for none
 */
public record Sampling(
    int maxTokens,
    double temperature,
    double topP,
    int topK,
    double minP,
    double repeatPenalty,
    int repeatLastN,
    double presencePenalty,
    double frequencyPenalty,
    int seed,
    List<String> stop,
    @Nullable String jsonSchema) {
  public Sampling {
    stop = List.copyOf(stop);
  }

  /** 128 tokens, no chance involved. */
  public static Sampling greedy() {
    return new Sampling(128, 0, 0.95, 40, 0.05, 1, 64, 0, 0, 1, List.of(), null);
  }

  public Sampling withMaxTokens(int tokens) {
    return change().maxTokens(tokens).build();
  }

  /** To change some of it. */
  public SamplingBuilder change() {
    return new SamplingBuilder(this);
  }
}
