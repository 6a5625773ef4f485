package io.github.kitrail.inference;

import io.github.kitrail.inference.assertion.Assertion;
import io.github.kitrail.inference.engine.CompletionRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One test of a spec: what the model is asked, and what its answer must be like.
 *
 * @param threshold the weighted mean of the assertions' scores that is enough, 0 to 1; null when
 *     all must hold
 * @param line of the spec, where the test's name stands, counted from 1
 */
public record SmokeCase(
    String name,
    int line,
    CompletionRequest request,
    List<Assertion> assertions,
    @Nullable Double threshold) {
  public SmokeCase {
    assertions = List.copyOf(assertions);
  }
}
