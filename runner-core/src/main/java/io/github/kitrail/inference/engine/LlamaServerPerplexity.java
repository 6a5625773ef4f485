package io.github.kitrail.inference.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.KitrailException;
import java.io.IOException;

/**
 * How little a text surprises a model. The server tells the probability of a token that it writes,
 * before any sampling. So each token of the text is made certain to be written, one request each;
 * what was read before is kept.
 */
record LlamaServerPerplexity(LlamaServerClient client, ContextLimit limit) {
  /** As much as a token needs to be chosen whatever the model thinks of it. */
  private static final int CERTAIN = 10_000;

  double of(String text) throws IOException, EngineException, KitrailException {
    JsonNode tokens = tokens(text);
    if (tokens.size() < 2) {
      throw new EngineException("A perplexity needs a text of two tokens or more.");
    }
    if (tokens.size() > limit.tokens()) {
      throw new EngineException(
          "The text has "
              + tokens.size()
              + " tokens, but the context holds "
              + limit.tokens()
              + "; shorten it or raise contextSize.");
    }
    double sum = 0;
    ArrayNode read = JsonNodeFactory.instance.arrayNode().add(tokens.get(0));
    for (int i = 1; i < tokens.size(); i++) {
      sum += logProbability(read, tokens.get(i));
      read.add(tokens.get(i));
    }
    return Math.exp(-sum / (tokens.size() - 1));
  }

  private JsonNode tokens(String text) throws IOException, KitrailException {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("content", text);
    request.put("add_special", true).put("parse_special", true);
    return client.post("/tokenize", request).path("tokens");
  }

  private double logProbability(ArrayNode read, JsonNode token)
      throws IOException, EngineException, KitrailException {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.set("prompt", read);
    request.put("n_predict", 1).put("n_probs", 1).put("temperature", 0).put("cache_prompt", true);
    request.putArray("logit_bias").addArray().add(token).add(CERTAIN);
    JsonNode written = client.post("/completion", request).at("/completion_probabilities/0");
    if (!written.path("logprob").isNumber() || written.path("id").asInt() != token.asInt()) {
      throw new EngineException("This llama-server tells no probability of a given token.");
    }
    return written.path("logprob").asDouble();
  }
}
