package io.github.kitrail.inference.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.inference.engine.Completion.FinishReason;
import java.io.IOException;
import java.time.Duration;

/** An answer of llama-server's {@code /completion}, put together from the events it comes in. */
final class LlamaServerAnswer {
  private final TokenListener listener;
  private final ContextLimit limit;
  private final AnswerText text;
  private final long start = System.nanoTime();
  private long first;
  private long end;
  private int promptTokens;
  private int tokens;
  private boolean wanted = true;
  private boolean outOfRoom;
  private String ended = "";

  LlamaServerAnswer(Sampling sampling, ContextLimit limit, TokenListener listener) {
    this.listener = listener;
    this.limit = limit;
    this.text = new AnswerText(sampling.stop());
  }

  /** Hears an event; false when no more are wanted. */
  boolean add(JsonNode event) {
    promptTokens = event.path("tokens_evaluated").asInt(promptTokens);
    tokens = event.path("tokens_predicted").asInt(tokens);
    end = System.nanoTime();
    first = first == 0 ? end : first;
    outOfRoom = tokens > Math.max(limit.room(promptTokens), 0);
    if (outOfRoom) {
      tokens--;
      return false;
    }
    text.add(event.path("content").asText());
    if (event.path("stop").asBoolean()) {
      ended = event.path("stop_type").asText("eos");
      return true;
    }
    wanted = listener.heard(text.fresh(false));
    return wanted && !text.isStopped();
  }

  /**
   * What it is when no more events come.
   *
   * @throws EngineException when the prompt was too long
   * @throws IOException when the end is missing
   */
  Completion finished() throws EngineException, IOException {
    if (limit.room(promptTokens) < 1) {
      throw new EngineException("The model does not answer: " + limit.tooLong(promptTokens) + ".");
    }
    boolean cut = text.isStopped() || !wanted;
    if (ended.isEmpty() && !cut && !outOfRoom) {
      throw new IOException("the answer broke off");
    }
    listener.heard(text.fresh(true));
    return new Completion(
        text.toString(),
        promptTokens,
        // The token that says that the model is done is none of the answer.
        ended.equals("eos") && !cut ? Math.max(tokens - 1, 0) : tokens,
        Duration.ofNanos(first - start),
        Duration.ofNanos(end - start),
        !cut && (outOfRoom || ended.equals("limit")) ? FinishReason.LENGTH : FinishReason.STOP);
  }
}
