package io.github.kitrail.dev;

import io.github.kitrail.inference.engine.Completion;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Consumer;

/** Has the model write an answer, and sends it, whole or while it is written. */
final class Generation {
  private final ModelSession session;
  private final ServedModel model;
  private final Clock clock;
  private final Consumer<String> log;

  Generation(ModelSession session, ServedModel model, Clock clock, Consumer<String> log) {
    this.session = session;
    this.model = model;
    this.clock = clock;
    this.log = log;
  }

  void chat(Exchange exchange) throws ApiException, IOException {
    if (!model.model().chatTemplate()) {
      throw ApiException.unsupported(
          "The model has no chat template, so it cannot be asked with messages: use /v1/completions.",
          "messages");
    }
    answer(exchange, GenerationRequest.chat(exchange.body(), model.id()), true);
  }

  void complete(Exchange exchange) throws ApiException, IOException {
    answer(exchange, GenerationRequest.completion(exchange.body(), model.id()), false);
  }

  private void answer(Exchange exchange, GenerationRequest asked, boolean chat)
      throws ApiException, IOException {
    Answers answers = Answers.of(chat, model.id(), clock);
    Completion completion;
    if (asked.stream()) {
      completion = stream(exchange, asked, answers);
    } else {
      completion = session.complete(asked.request(), piece -> true);
      exchange.send(200, answers.whole(completion));
    }
    log.accept(
        String.format(
            Locale.ROOT,
            "%s: %d + %d tokens in %.2f s",
            chat ? "chat" : "completion",
            completion.promptTokens(),
            completion.tokens(),
            completion.total().toNanos() / 1e9));
  }

  /** The status is only sent with the first piece, so that a refusal can still be one. */
  private Completion stream(Exchange exchange, GenerationRequest asked, Answers answers)
      throws ApiException, IOException {
    Sending sending = new Sending(exchange, answers);
    Completion completion;
    try {
      completion = session.complete(asked.request(), sending::heard);
    } catch (ApiException e) {
      if (!exchange.isAnswered()) {
        throw e;
      }
      sending.fail(e);
      throw new IOException(e.getMessage(), e);
    }
    sending.end(completion, asked.usage());
    return completion;
  }

  /** One streamed answer on its way; whoever reads it may have gone. */
  private static final class Sending {
    private final Exchange exchange;
    private final Answers answers;
    private Exchange.EventStream events;

    @SuppressWarnings("NullAway.Init") // begun with the first piece
    private Sending(Exchange exchange, Answers answers) {
      this.exchange = exchange;
      this.answers = answers;
    }

    private Exchange.EventStream events() throws IOException {
      if (!exchange.isAnswered()) {
        events = exchange.events();
      }
      return events;
    }

    /** False when the reader is gone, which ends the writing. */
    private boolean heard(String piece) {
      try {
        if (!piece.isEmpty()) {
          events().send(answers.piece(piece));
        }
        return true;
      } catch (IOException e) {
        return false;
      }
    }

    private void end(Completion completion, boolean usage) throws IOException {
      try (Exchange.EventStream stream = events()) {
        stream.send(answers.end(completion));
        if (usage) {
          stream.send(answers.usage(completion));
        }
        stream.send("[DONE]");
      }
    }

    private void fail(ApiException reason) throws IOException {
      try (Exchange.EventStream stream = events()) {
        stream.send(reason.json());
      }
    }
  }
}
