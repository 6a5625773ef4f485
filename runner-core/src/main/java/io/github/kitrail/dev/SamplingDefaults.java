package io.github.kitrail.dev;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.inference.engine.Sampling;

/** What a request that says nothing gets; llama.cpp's own values, and a random seed. */
final class SamplingDefaults {
  static final Sampling SAMPLING =
      Sampling.greedy().change().maxTokens(1024).temperature(0.8).seed(-1).build();

  private SamplingDefaults() {}

  /** By the API's names. */
  static ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("max_tokens", SAMPLING.maxTokens())
        .put("temperature", SAMPLING.temperature())
        .put("top_p", SAMPLING.topP())
        .put("top_k", SAMPLING.topK())
        .put("min_p", SAMPLING.minP())
        .put("repeat_penalty", SAMPLING.repeatPenalty())
        .put("repeat_last_n", SAMPLING.repeatLastN())
        .put("presence_penalty", SAMPLING.presencePenalty())
        .put("frequency_penalty", SAMPLING.frequencyPenalty())
        .put("seed", SAMPLING.seed());
  }
}
