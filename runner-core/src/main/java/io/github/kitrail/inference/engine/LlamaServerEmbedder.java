package io.github.kitrail.inference.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.kitrail.KitrailException;
import org.jspecify.annotations.Nullable;

/**
 * Makes embeddings in a second llama-server, which starts when the first one is asked for: many
 * builds write no text once they make embeddings, and none reads a prompt as fast.
 */
final class LlamaServerEmbedder implements AutoCloseable {
  private final Starter starter;
  private @Nullable LlamaServer server;

  /** Starts a server that makes embeddings. */
  @FunctionalInterface
  interface Starter {
    LlamaServer start() throws EngineException, KitrailException;
  }

  LlamaServerEmbedder(Starter starter) {
    this.starter = starter;
  }

  double[] embed(String text) throws EngineException, KitrailException {
    JsonNode request = JsonNodeFactory.instance.objectNode().put("content", text);
    JsonNode vectors =
        living().ask(client -> client.post("/embedding", request)).at("/0/embedding");
    // A model that was made for embeddings tells how its tokens make one vector; others leave it
    // to us, as the mean.
    double[] sum = new double[vectors.path(0).size()];
    for (JsonNode vector : vectors) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += vector.path(i).asDouble();
      }
    }
    return ofLengthOne(sum);
  }

  private static double[] ofLengthOne(double[] vector) throws EngineException {
    double square = 0;
    for (double number : vector) {
      square += number * number;
    }
    if (!(square > 0) || Double.isInfinite(square)) {
      throw new EngineException("The model makes no embedding of this text.");
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= Math.sqrt(square);
    }
    return vector;
  }

  private LlamaServer living() throws EngineException, KitrailException {
    LlamaServer current = server;
    if (current == null || !current.isAlive()) {
      close();
      current = starter.start();
      server = current;
    }
    return current;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
