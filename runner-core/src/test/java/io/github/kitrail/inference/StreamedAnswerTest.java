package io.github.kitrail.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.inference.engine.ChatMessage;
import io.github.kitrail.inference.engine.Completion;
import io.github.kitrail.inference.engine.Completion.FinishReason;
import io.github.kitrail.inference.engine.CompletionRequest;
import io.github.kitrail.inference.engine.EngineException;
import io.github.kitrail.inference.engine.EngineOptions;
import io.github.kitrail.inference.engine.EngineSession;
import io.github.kitrail.inference.engine.LlamaCppEngine;
import io.github.kitrail.inference.engine.Sampling;
import io.github.kitrail.inference.gguf.ModelFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers of the example's model while they are written, by the real llama.cpp. */
@Timeout(120)
class StreamedAnswerTest {
  private static final String ANSWER = "We open at 7 in the morning, on Sundays at 8.";

  private static EngineSession session;

  @BeforeAll
  static void load() throws Exception {
    session = start();
  }

  @AfterAll
  static void end() {
    session.close();
  }

  private static EngineSession start() throws Exception {
    Path model = Path.of("../examples/faq-bot/model/faq-bot.gguf");
    return new LlamaCppEngine(System.getenv())
        .start(ModelFiles.find(model, List.of()), EngineOptions.standard());
  }

  private static CompletionRequest question(Sampling sampling) {
    return CompletionRequest.ofMessages(
        List.of(new ChatMessage("user", "When do you open?")), sampling);
  }

  @Test
  void comesInPiecesThatAreTheAnswer() throws Exception {
    List<String> pieces = new ArrayList<>();
    Completion answer = session.complete(question(Sampling.greedy()), pieces::add);
    assertThat(answer.text()).isEqualTo(ANSWER);
    assertThat(pieces).hasSizeGreaterThan(5);
    assertThat(String.join("", pieces)).isEqualTo(ANSWER);
  }

  @Test
  void neverShowsAStopText() throws Exception {
    List<String> pieces = new ArrayList<>();
    Sampling sampling = Sampling.greedy().change().stop(List.of("morning, on")).build();
    session.complete(question(sampling), pieces::add);
    assertThat(String.join("", pieces)).isEqualTo("We open at 7 in the ");
  }

  @Test
  void endsWhenNobodyWantsMoreAndGoesOnWithTheNextRequest() throws Exception {
    Sampling endless = Sampling.greedy().change().maxTokens(400).temperature(1.5).build();
    CompletionRequest request = CompletionRequest.ofPrompt("Bread, bread, bread", endless);
    int whole = session.complete(request).tokens();
    List<String> pieces = new ArrayList<>();
    Completion answer =
        session.complete(
            request,
            piece -> {
              pieces.add(piece);
              return pieces.size() < 3;
            });
    assertThat(pieces).hasSize(3);
    assertThat(answer.tokens()).isBetween(3, Math.max(whole - 1, 3));
    assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(session.complete(question(Sampling.greedy())).text()).isEqualTo(ANSWER);
  }

  @Test
  void isHeldToAJsonSchema() throws Exception {
    String schema =
        "{\"type\":\"object\",\"properties\":{\"open\":{\"type\":\"boolean\"}},\"required\":[\"open\"],"
            + "\"additionalProperties\":false}";
    Sampling sampling = Sampling.greedy().change().jsonSchema(schema).build();
    assertThat(session.complete(question(sampling)).text())
        .matches("\\{\\s*\"open\"\\s*:\\s*(true|false)\\s*}\\s*");
  }

  @Test
  void aSchemaThatLlamaCppCannotReadIsAReason() throws Exception {
    try (EngineSession own = start()) {
      String noNumber = "{\"type\": \"string\", \"minLength\": \"x\"}";
      Sampling sampling = Sampling.greedy().change().jsonSchema(noNumber).build();
      assertThatThrownBy(() -> own.complete(question(sampling)))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("the engine aborted");
    }
  }

  @Test
  void knowsItsContext() {
    assertThat(session.contextSize()).isEqualTo(512);
  }
}
