package io.github.kitrail.inference.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.engine.Completion.FinishReason;
import java.time.Duration;

/** A model that a child JVM has loaded. */
final class LlamaCppSession implements EngineSession {
  private final WorkerProcess worker;
  private final boolean chatTemplate;
  private final int contextSize;
  private final Duration timeout;

  LlamaCppSession(WorkerProcess worker, boolean chatTemplate, int contextSize, Duration timeout) {
    this.worker = worker;
    this.contextSize = contextSize;
    this.chatTemplate = chatTemplate;
    this.timeout = timeout;
  }

  @Override
  public synchronized Completion complete(CompletionRequest request, TokenListener listener)
      throws EngineException, KitrailException {
    if (request.isChat()) {
      requireChatTemplate();
    }
    if (request.sampling().jsonSchema() != null) {
      GrammarSchema.check(request.sampling().jsonSchema());
    }
    JsonNode answer =
        worker.exchange(json(request), listener, timeout, "The model does not answer");
    return new Completion(
        answer.path("text").asText(),
        answer.path("promptTokens").asInt(),
        answer.path("tokens").asInt(),
        Duration.ofNanos(answer.path("firstTokenNanos").asLong()),
        Duration.ofNanos(answer.path("nanos").asLong()),
        answer.path("truncated").asBoolean() ? FinishReason.LENGTH : FinishReason.STOP);
  }

  /** llama.cpp falls back to ChatML, which a model that was not trained on it answers with junk. */
  private void requireChatTemplate() throws EngineException {
    if (!chatTemplate) {
      throw new EngineException(
          "The model has no chat template, so it cannot be asked with `messages`: use `prompt`.");
    }
    if (worker.complaints().ignoresChatTemplate()) {
      throw new EngineException(
          LlamaCppEngine.VERSION
              + " does not understand the model's chat template: use `prompt` with the finished text.");
    }
  }

  private static ObjectNode json(CompletionRequest request) {
    Sampling sampling = request.sampling();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("prompt", request.prompt());
    ArrayNode messages = json.putArray("messages");
    request
        .messages()
        .forEach(m -> messages.addObject().put("role", m.role()).put("content", m.content()));
    json.put("maxTokens", sampling.maxTokens());
    json.put("temperature", sampling.temperature());
    json.put("topP", sampling.topP());
    json.put("topK", sampling.topK());
    json.put("minP", sampling.minP());
    json.put("repeatPenalty", sampling.repeatPenalty());
    json.put("repeatLastN", sampling.repeatLastN());
    json.put("presencePenalty", sampling.presencePenalty());
    json.put("frequencyPenalty", sampling.frequencyPenalty());
    json.put("seed", sampling.seed());
    json.put("jsonSchema", sampling.jsonSchema());
    ArrayNode stop = json.putArray("stop");
    sampling.stop().forEach(stop::add);
    return json;
  }

  /** The library would abort at some models' way to pool. */
  @Override
  public double[] embed(String text) throws EngineException {
    throw onlyTheOther("makes no embeddings");
  }

  /** The library aborts when it is asked for a token's probability. */
  @Override
  public double perplexity(String text) throws EngineException {
    throw onlyTheOther("tells no perplexity");
  }

  private static EngineException onlyTheOther(String what) {
    return new EngineException(
        LlamaCppEngine.NAME
            + " "
            + what
            + ": choose "
            + LlamaServerEngine.NAME
            + " with `engine: "
            + LlamaServerEngine.NAME
            + "` in smoke.yaml or --engine.");
  }

  @Override
  public int contextSize() {
    return contextSize;
  }

  @Override
  public long peakMemory() {
    return worker.peakMemory();
  }

  @Override
  public boolean isAlive() {
    return worker.isAlive();
  }

  @Override
  public void close() {
    worker.close();
  }
}
