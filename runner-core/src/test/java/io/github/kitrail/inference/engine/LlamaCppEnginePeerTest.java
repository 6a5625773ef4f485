package io.github.kitrail.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.Peers;
import io.github.kitrail.inference.engine.Completion.FinishReason;
import io.github.kitrail.inference.gguf.ModelFiles;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The real 270M model in the real library. */
@Tag("peer")
class LlamaCppEnginePeerTest {
  private static final String CAPITAL = "Question: What is the capital of France?\nAnswer:";
  private static EngineSession session;

  @BeforeAll
  static void load() throws Exception {
    session =
        new LlamaCppEngine(System.getenv())
            .start(
                ModelFiles.find(Peers.gguf(), List.of()),
                new EngineOptions(256, Duration.ofMinutes(2), Duration.ofMinutes(1)));
  }

  @AfterAll
  static void end() {
    if (session != null) {
      session.close();
    }
  }

  private static Completion ask(String prompt, Sampling sampling) throws Exception {
    return session.complete(CompletionRequest.ofPrompt(prompt, sampling));
  }

  @Test
  void answersAQuestion() throws Exception {
    Completion answer = ask(CAPITAL, Sampling.greedy().withMaxTokens(4));
    assertThat(answer.text()).startsWith(" Paris");
    assertThat(answer.tokens()).isEqualTo(4);
    assertThat(answer.finishReason()).isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void stopsAtAStopText() throws Exception {
    Sampling sampling =
        Sampling.greedy()
            .change()
            .maxTokens(16)
            .temperature(0)
            .topP(1)
            .topK(0)
            .seed(1)
            .stop(List.of("\n"))
            .build();
    Completion answer = ask(CAPITAL, sampling);
    assertThat(answer.text()).isEqualTo(" Paris");
    assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void repeatsAGreedyAnswerWhateverWasAskedBefore() throws Exception {
    Completion first = ask(CAPITAL, Sampling.greedy().withMaxTokens(12));
    ask("Something else entirely.", Sampling.greedy().withMaxTokens(3));
    assertThat(ask(CAPITAL, Sampling.greedy().withMaxTokens(12)).text()).isEqualTo(first.text());
  }

  @Test
  void repeatsASampledAnswerWithTheSameSeedOnly() throws Exception {
    Sampling one =
        Sampling.greedy()
            .change()
            .maxTokens(12)
            .temperature(1.5)
            .topP(1)
            .topK(0)
            .seed(1)
            .stop(List.of())
            .build();
    Sampling two =
        Sampling.greedy()
            .change()
            .maxTokens(12)
            .temperature(1.5)
            .topP(1)
            .topK(0)
            .seed(2)
            .stop(List.of())
            .build();
    assertThat(ask(CAPITAL, one).text()).isEqualTo(ask(CAPITAL, one).text());
    assertThat(ask(CAPITAL, one).text()).isNotEqualTo(ask(CAPITAL, two).text());
  }

  @Test
  void refusesAPromptThatDoesNotFitAndGoesOn() throws Exception {
    assertThatThrownBy(() -> ask("word ".repeat(400), Sampling.greedy()))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("the prompt has 401 tokens, but the context holds 256");
    assertThat(session.isAlive()).isTrue();
    assertThat(ask(CAPITAL, Sampling.greedy()).text()).contains("Paris");
  }

  @Test
  void endsAnAnswerWhereTheContextEnds() throws Exception {
    Completion answer = ask("word ".repeat(240), Sampling.greedy().withMaxTokens(100));
    assertThat(answer.tokens()).isBetween(1, 16);
  }

  @Test
  void doesNotChatWithABaseModel() {
    List<ChatMessage> messages = List.of(new ChatMessage("user", "Hello"));
    assertThatThrownBy(
            () -> session.complete(CompletionRequest.ofMessages(messages, Sampling.greedy())))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("no chat template");
  }
}
