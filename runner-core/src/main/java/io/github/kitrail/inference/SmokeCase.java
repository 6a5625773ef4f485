package io.github.kitrail.inference;

import io.github.kitrail.inference.assertion.Assertion;
import io.github.kitrail.inference.engine.CompletionRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One test of a spec: what the model is asked, and what its answer must be like.
 *
 * @param line of the spec, where the test's name stands, counted from 1
 * @param request what it is asked first
 * @param assertions about the answer to that; they may only be empty when there are turns
 * @param turns how the conversation goes on, with the model's own answers in between
 * @param threshold the weighted mean of the assertions' scores that is enough, 0 to 1; null when
 *     all must hold
 */
public record SmokeCase(
    String name,
    int line,
    CompletionRequest request,
    List<Assertion> assertions,
    List<SmokeTurn> turns,
    @Nullable Double threshold) {
  public SmokeCase {
    assertions = List.copyOf(assertions);
    turns = List.copyOf(turns);
  }

  /** The same under another name. */
  SmokeCase named(String other) {
    return new SmokeCase(other, line, request, assertions, turns, threshold);
  }
}
