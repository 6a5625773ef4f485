package io.github.kitrail.inference.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.engine.Completion.FinishReason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A model that a llama-server has loaded. */
final class LlamaServerSession implements EngineSession {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As much as a token needs to be chosen whatever the model thinks of it. */
  private static final int CERTAIN = 10_000;

  private final LlamaServer server;
  private final boolean chatTemplate;
  private final int contextSize;
  private final Starter embedding;
  private @Nullable LlamaServer embedder;

  /** Starts a second server: one that makes embeddings does nothing else. */
  @FunctionalInterface
  interface Starter {
    LlamaServer start() throws EngineException, KitrailException;
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask(LlamaServerClient client) throws IOException, EngineException, KitrailException;
  }

  LlamaServerSession(LlamaServer server, boolean chatTemplate, int contextSize, Starter embedding) {
    this.server = server;
    this.chatTemplate = chatTemplate;
    this.contextSize = contextSize;
    this.embedding = embedding;
  }

  @Override
  public synchronized Completion complete(CompletionRequest request, TokenListener listener)
      throws EngineException, KitrailException {
    if (request.isChat() && !chatTemplate) {
      throw new EngineException(
          "The model has no chat template, so it cannot be asked with `messages`: use `prompt`.");
    }
    return ask(
        server,
        client -> {
          String prompt = request.isChat() ? applied(client, request) : request.prompt();
          return complete(client, prompt, request.sampling(), listener);
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

  private Completion complete(
      LlamaServerClient client, String prompt, Sampling sampling, TokenListener listener)
      throws IOException, EngineException, KitrailException {
    AnswerText text = new AnswerText(sampling.stop());
    AtomicBoolean wanted = new AtomicBoolean(true);
    long start = System.nanoTime();
    long[] first = {0};
    int[] pieces = {0};
    JsonNode last =
        client.stream(
            "/completion",
            json(prompt, sampling),
            event -> {
              first[0] = first[0] == 0 ? System.nanoTime() : first[0];
              if (event.path("stop").asBoolean()) {
                return true;
              }
              pieces[0]++;
              text.add(event.path("content").asText());
              wanted.set(listener.heard(text.fresh(false)));
              return wanted.get() && !text.isStopped();
            });
    long end = System.nanoTime();
    boolean whole = last.path("stop").asBoolean();
    if (!whole && wanted.get() && !text.isStopped()) {
      throw new IOException("the answer broke off");
    }
    listener.heard(text.fresh(true));
    boolean limited = whole && last.path("stop_type").asText().equals("limit");
    return new Completion(
        text.toString(),
        whole ? last.path("tokens_evaluated").asInt() : promptTokens(client, prompt),
        whole ? last.path("tokens_predicted").asInt() : pieces[0],
        Duration.ofNanos(Math.max(first[0] - start, 0)),
        Duration.ofNanos(end - start),
        limited ? FinishReason.LENGTH : FinishReason.STOP);
  }

  /** An answer that was cut short does not tell. */
  private static int promptTokens(LlamaServerClient client, String prompt)
      throws IOException, KitrailException {
    return tokens(client, prompt).size();
  }

  private static JsonNode tokens(LlamaServerClient client, String text)
      throws IOException, KitrailException {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("content", text);
    request.put("add_special", true).put("parse_special", true);
    return client.post("/tokenize", request).path("tokens");
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
    if (embedder == null || !embedder.isAlive()) {
      embedder = embedding.start();
    }
    JsonNode answer =
        ask(
            embedder,
            client ->
                client.post(
                    "/v1/embeddings", JsonNodeFactory.instance.objectNode().put("input", text)));
    JsonNode numbers = answer.at("/data/0/embedding");
    double[] vector = new double[numbers.size()];
    double square = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = numbers.get(i).asDouble();
      square += vector[i] * vector[i];
    }
    if (square == 0) {
      throw new EngineException("The model makes no embedding of this text.");
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= Math.sqrt(square);
    }
    return vector;
  }

  /**
   * The server tells the probability of a token that it writes, before any sampling. So each token
   * of the text is made certain to be written, one request each; what was read before is kept.
   */
  @Override
  public synchronized double perplexity(String text) throws EngineException, KitrailException {
    return ask(
        server,
        client -> {
          JsonNode tokens = tokens(client, text);
          if (tokens.size() < 2) {
            throw new EngineException("A perplexity needs a text of two tokens or more.");
          }
          double sum = 0;
          ArrayNode read = JsonNodeFactory.instance.arrayNode().add(tokens.get(0));
          for (int i = 1; i < tokens.size(); i++) {
            sum += logProbability(client, read, tokens.get(i));
            read.add(tokens.get(i));
          }
          return Math.exp(-sum / (tokens.size() - 1));
        });
  }

  private static double logProbability(LlamaServerClient client, ArrayNode read, JsonNode token)
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

  private static <T> T ask(LlamaServer server, Question<T> question)
      throws EngineException, KitrailException {
    try {
      return question.ask(server.client());
    } catch (LlamaServerClient.Refusal e) {
      throw new EngineException("The model does not answer: " + e.getMessage() + ".", e);
    } catch (InterruptedIOException e) {
      Thread.currentThread().interrupt();
      throw new KitrailException(ErrorCode.CANCELLED, "Cancelled while the model was asked.", e);
    } catch (IOException e) {
      server.awaitEnd();
      server.requireAlive();
      server.close(); // What is silent for so long, or speaks nonsense, is of no use any more.
      throw new EngineException("The model does not answer: " + e.getMessage() + ".", e);
    }
  }

  @Override
  public int contextSize() {
    return contextSize;
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
    if (embedder != null) {
      embedder.close();
    }
  }
}
