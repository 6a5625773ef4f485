package io.github.kitrail.inference;

import io.github.kitrail.inference.assertion.Assertion;
import io.github.kitrail.inference.engine.CompletionRequest;
import java.util.List;

/** One test of a spec: what the model is asked, and what its answer must be like. */
public record SmokeCase(String name, CompletionRequest request, List<Assertion> assertions) {
  public SmokeCase {
    assertions = List.copyOf(assertions);
  }
}
