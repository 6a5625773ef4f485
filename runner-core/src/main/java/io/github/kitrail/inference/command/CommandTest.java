package io.github.kitrail.inference.command;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.assertion.Answer;
import io.github.kitrail.inference.assertion.Assertion;
import io.github.kitrail.inference.engine.Completion;
import io.github.kitrail.inference.engine.CompletionRequest;
import io.github.kitrail.inference.engine.EngineException;
import io.github.kitrail.inference.engine.EngineSession;
import io.github.kitrail.inference.engine.TokenListener;
import io.github.kitrail.inference.report.CaseResult;
import io.github.kitrail.inference.report.CheckedAssertion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs a command, and looks at how it ended and what it printed. */
public final class CommandTest {
  private static final int LONGEST_SHOWN = 64 * 1024;

  private CommandTest() {}

  /**
   * @throws KitrailException CANCELLED when the thread is interrupted; all else is in the result
   */
  public static CaseResult run(CommandCheck check, CommandPlace place) throws KitrailException {
    long start = System.nanoTime();
    String shown = String.join(" ", check.arguments());
    try {
      CommandProcess.Ended ended = CommandProcess.run(check, place);
      Duration total = Duration.ofNanos(System.nanoTime() - start);
      if (ended.cut()) {
        return CaseResult.error(
            check.name(), shown, "It printed more than 4 MiB.", total.toNanos() / 1e9);
      }
      return result(check, shown, ended, total);
    } catch (CommandProcess.CommandFailure | EngineException e) {
      double seconds = (System.nanoTime() - start) / 1e9;
      return CaseResult.error(check.name(), shown, String.valueOf(e.getMessage()), seconds);
    }
  }

  private static CaseResult result(
      CommandCheck check, String shown, CommandProcess.Ended ended, Duration total)
      throws KitrailException, EngineException {
    List<CheckedAssertion> checked = new ArrayList<>();
    boolean succeeded = ended.status() == 0;
    checked.add(
        new CheckedAssertion(
            "to end with status 0", succeeded, succeeded ? 1 : 0, 1, succeeded ? "" : why(ended)));
    Answer answer = new Answer(printed(ended.output(), total), new NoModel());
    for (Assertion assertion : check.assertions()) {
      Assertion.Outcome outcome = assertion.check(answer);
      checked.add(
          new CheckedAssertion(
              assertion.expectation(),
              outcome.holds(),
              outcome.score(),
              assertion.weight(),
              outcome.detail()));
    }
    String output = ended.output();
    String part = output.substring(0, Math.min(output.length(), LONGEST_SHOWN));
    return new CaseResult(
        check.name(),
        shown,
        printed(part, total),
        checked,
        // A threshold is about what it prints; a failure is one whatever that is.
        succeeded ? check.threshold() : null,
        null,
        total.toNanos() / 1e9);
  }

  private static String why(CommandProcess.Ended ended) {
    String said = ended.complaints().isBlank() ? "" : ": " + ended.complaints().strip();
    return "it ended with status " + ended.status() + said;
  }

  private static Completion printed(String text, Duration total) {
    return new Completion(text, 0, 0, total, total, Completion.FinishReason.STOP);
  }

  /** No model has answered, so that nothing can be asked about one. */
  private static final class NoModel implements EngineSession {
    @Override
    public Completion complete(CompletionRequest request, TokenListener listener)
        throws EngineException {
      throw new EngineException("A command is no model.");
    }

    @Override
    public boolean isAlive() {
      return false;
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
