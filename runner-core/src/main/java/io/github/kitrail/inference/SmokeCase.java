package io.github.kitrail.inference;

import io.github.kitrail.inference.assertion.Assertion;
import io.github.kitrail.inference.engine.CompletionRequest;
import java.util.List;

/**
 * One test of a spec: what the model is asked, and what its answer must be like.
 *
 * @param line of the spec, where the test's name stands, counted from 1
 */
public record SmokeCase(
    String name, int line, CompletionRequest request, List<Assertion> assertions) {
  public SmokeCase {
    assertions = List.copyOf(assertions);
  }
}
