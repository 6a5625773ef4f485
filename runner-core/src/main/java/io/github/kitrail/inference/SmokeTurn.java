package io.github.kitrail.inference;

import io.github.kitrail.inference.assertion.Assertion;
import java.util.List;

/**
 * What a user says, and what the answer to it must be like.
 *
 * @param assertions may be empty
 */
public record SmokeTurn(String user, List<Assertion> assertions) {
  public SmokeTurn {
    assertions = List.copyOf(assertions);
  }
}
