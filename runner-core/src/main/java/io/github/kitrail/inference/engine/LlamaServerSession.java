package io.github.kitrail.inference.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.KitrailException;
import java.io.IOException;

/** A model that a llama-server has loaded. */
final class LlamaServerSession implements EngineSession {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LlamaServer server;
  private final boolean chatTemplate;
  private final LlamaServerEmbedder embedder;

  LlamaServerSession(LlamaServer server, boolean chatTemplate, LlamaServerEmbedder embedder) {
    this.server = server;
    this.chatTemplate = chatTemplate;
    this.embedder = embedder;
  }

  @Override
  public synchronized Completion complete(CompletionRequest request, TokenListener listener)
      throws EngineException, KitrailException {
    if (request.isChat() && !chatTemplate) {
      throw new EngineException(
          "The model has no chat template, so it cannot be asked with `messages`: use `prompt`.");
    }
    return server.ask(
        client -> {
          String prompt = request.isChat() ? applied(client, request) : request.prompt();
          LlamaServerAnswer answer =
              new LlamaServerAnswer(request.sampling(), server.limit(), listener);
          client.stream("/completion", json(prompt, request.sampling()), answer::add);
          return answer.finished();
        });
  }

  private static String applied(LlamaServerClient client, CompletionRequest request)
      throws IOException, KitrailException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode messages = json.putArray("messages");
    for (ChatMessage message : request.messages()) {
      messages.addObject().put("role", message.role()).put("content", message.content());
    }
    return client.post("/apply-template", json).path("prompt").asText();
  }

  /** Nothing is reused from the prompt before: answers must not depend on the order of tests. */
  private static ObjectNode json(String prompt, Sampling sampling) throws EngineException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("prompt", prompt);
    json.put("stream", true);
    json.put("cache_prompt", false);
    json.put("n_predict", sampling.maxTokens());
    json.put("temperature", sampling.temperature());
    json.put("top_p", sampling.topP());
    json.put("top_k", sampling.topK());
    json.put("min_p", sampling.minP());
    json.put("repeat_penalty", sampling.repeatPenalty());
    json.put("repeat_last_n", sampling.repeatLastN());
    json.put("presence_penalty", sampling.presencePenalty());
    json.put("frequency_penalty", sampling.frequencyPenalty());
    json.put("seed", sampling.seed());
    if (sampling.jsonSchema() != null) {
      try {
        json.set("json_schema", JSON.readTree(sampling.jsonSchema()));
      } catch (JsonProcessingException e) {
        throw new EngineException("The JSON schema is no JSON: " + e.getOriginalMessage() + ".", e);
      }
    }
    return json;
  }

  @Override
  public synchronized double[] embed(String text) throws EngineException, KitrailException {
    return embedder.embed(text);
  }

  @Override
  public synchronized double perplexity(String text) throws EngineException, KitrailException {
    return server.ask(client -> new LlamaServerPerplexity(client, server.limit()).of(text));
  }

  @Override
  public int contextSize() {
    return server.limit().tokens();
  }

  @Override
  public long peakMemory() {
    return server.peakMemory();
  }

  @Override
  public boolean isAlive() {
    return server.isAlive();
  }

  @Override
  public void close() {
    server.close();
    embedder.close();
  }
}
