package io.github.kitrail.inference;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.assertion.Answer;
import io.github.kitrail.inference.assertion.Assertion;
import io.github.kitrail.inference.engine.ChatMessage;
import io.github.kitrail.inference.engine.Completion;
import io.github.kitrail.inference.engine.CompletionRequest;
import io.github.kitrail.inference.engine.EngineException;
import io.github.kitrail.inference.engine.EngineSession;
import io.github.kitrail.inference.report.CaseResult;
import io.github.kitrail.inference.report.CheckedAssertion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One test being run: a question, or a conversation in which each answer is the model's own. */
final class CaseRun {
  private final SmokeCase smokeCase;
  private final List<CheckedAssertion> checked = new ArrayList<>();
  private final Heard heard;
  private CompletionRequest asked;
  private int pieces;

  /** Hears how many pieces of its answers there are. */
  @FunctionalInterface
  interface Heard {
    Heard NOTHING = pieces -> {};

    void of(int pieces);
  }

  CaseRun(SmokeCase smokeCase, Heard heard) {
    this.smokeCase = smokeCase;
    this.heard = heard;
    asked = smokeCase.request();
  }

  /** What was asked last, with the conversation before it. */
  String prompt() {
    return asked.isChat()
        ? asked.messages().stream()
            .map((ChatMessage message) -> message.role() + ": " + message.content())
            .collect(Collectors.joining("\n"))
        : asked.prompt();
  }

  /**
   * @param start the {@link System#nanoTime} that the test began at
   * @throws EngineException when a question had no answer, or the engine cannot tell something
   */
  CaseResult with(EngineSession session, long start) throws EngineException, KitrailException {
    List<SmokeTurn> turns = smokeCase.turns();
    Completion answer = session.complete(asked, this::heard);
    check(smokeCase.assertions(), new Answer(answer, session), 1);
    for (int i = 0; i < turns.size(); i++) {
      List<ChatMessage> messages = new ArrayList<>(asked.messages());
      messages.add(new ChatMessage("assistant", answer.text().strip()));
      messages.add(new ChatMessage("user", turns.get(i).user()));
      asked = CompletionRequest.ofMessages(messages, asked.sampling());
      answer = session.complete(asked, this::heard);
      check(turns.get(i).assertions(), new Answer(answer, session), i + 2);
    }
    return new CaseResult(
        smokeCase.name(),
        prompt(),
        answer,
        checked,
        smokeCase.threshold(),
        null,
        (System.nanoTime() - start) / 1e9);
  }

  private boolean heard(String piece) {
    heard.of(++pieces);
    return true;
  }

  /**
   * @param turn counted from 1
   */
  private void check(List<Assertion> assertions, Answer answer, int turn)
      throws EngineException, KitrailException {
    // The last answer is the one that reports show.
    String where = turn == smokeCase.turns().size() + 1 ? "" : "in turn " + turn + " ";
    for (Assertion assertion : assertions) {
      Assertion.Outcome outcome = assertion.check(answer);
      checked.add(
          new CheckedAssertion(
              where + assertion.expectation(),
              outcome.holds(),
              outcome.score(),
              assertion.weight(),
              outcome.detail()));
    }
  }
}
