package io.github.kitrail.dev;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.inference.engine.Completion;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One answer in OpenAI's shapes, whole or as events.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/object">OpenAI's API</a>
 */
final class Answers {
  private final String id;
  private final boolean chat;
  private final String model;
  private final long created;
  private boolean begun;

  private Answers(String id, boolean chat, String model, long created) {
    this.id = id;
    this.chat = chat;
    this.model = model;
    this.created = created;
  }

  static Answers of(boolean chat, String model, Clock clock) {
    String id = (chat ? "chatcmpl-" : "cmpl-") + UUID.randomUUID();
    return new Answers(id, chat, model, clock.instant().getEpochSecond());
  }

  ObjectNode whole(Completion completion) {
    ObjectNode json = head(chat ? "chat.completion" : "text_completion");
    ObjectNode choice = choice(json, word(completion));
    if (chat) {
      choice.putObject("message").put("role", "assistant").put("content", completion.text());
    } else {
      choice.put("text", completion.text());
    }
    return withFigures(json, completion);
  }

  /** A piece of the text; a chat's first one says whose message this is. */
  ObjectNode piece(String text) {
    ObjectNode json = head(events());
    ObjectNode choice = choice(json, null);
    if (chat) {
      ObjectNode delta = choice.putObject("delta");
      if (!begun) {
        delta.put("role", "assistant");
      }
      delta.put("content", text);
    } else {
      choice.put("text", text);
    }
    begun = true;
    return json;
  }

  /** Why it ended, and the figures, which clients that do not expect them ignore. */
  ObjectNode end(Completion completion) {
    ObjectNode json = head(events());
    ObjectNode choice = choice(json, word(completion));
    if (chat) {
      choice.putObject("delta");
    } else {
      choice.put("text", "");
    }
    return withFigures(json, completion);
  }

  /** What {@code stream_options.include_usage} asks for. */
  ObjectNode usage(Completion completion) {
    ObjectNode json = head(events());
    json.putArray("choices");
    return withFigures(json, completion);
  }

  private String events() {
    return chat ? "chat.completion.chunk" : "text_completion";
  }

  private ObjectNode head(String object) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("object", object)
        .put("created", created)
        .put("model", model);
  }

  private static ObjectNode choice(ObjectNode json, @Nullable String finishReason) {
    ObjectNode choice = json.putArray("choices").addObject().put("index", 0);
    return choice.put("finish_reason", finishReason).putNull("logprobs");
  }

  private static String word(Completion completion) {
    return completion.finishReason().name().toLowerCase(Locale.ROOT);
  }

  /** {@code timings} as llama-server has them; {@code context_used} is ours. */
  private static ObjectNode withFigures(ObjectNode json, Completion completion) {
    int total = completion.promptTokens() + completion.tokens();
    json.putObject("usage")
        .put("prompt_tokens", completion.promptTokens())
        .put("completion_tokens", completion.tokens())
        .put("total_tokens", total);
    double prompt = completion.firstToken().toNanos() / 1e6;
    double predicted = completion.total().minus(completion.firstToken()).toNanos() / 1e6;
    json.putObject("timings")
        .put("prompt_n", completion.promptTokens())
        .put("prompt_ms", prompt)
        .put("predicted_n", completion.tokens())
        .put("predicted_ms", predicted)
        .put("predicted_per_second", perSecond(completion.tokens() - 1, predicted))
        .put("context_used", total);
    return json;
  }

  /** The first token is there when the clock for the others starts; 0 when there are none. */
  private static double perSecond(int tokens, double milliseconds) {
    return tokens < 1 || milliseconds <= 0 ? 0 : Math.round(tokens * 1e4 / milliseconds) / 10.0;
  }
}
