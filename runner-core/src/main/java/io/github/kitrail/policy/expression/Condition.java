package io.github.kitrail.policy.expression;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An expression of a policy that was read and whose types fit. */
public interface Condition {
  /** Whether it asks for this variable. */
  boolean uses(String variable);

  /**
   * Decides.
   *
   * @param variables of the {@link Scope} that it was read for, in the form of {@link Vocabulary}
   */
  Answer decide(Map<String, Object> variables);

  /**
   * What came of it.
   *
   * @param undecided why it could be neither true nor false, such as a field that is not there;
   *     null when it was decided
   */
  record Answer(boolean holds, @Nullable String undecided) {
    static Answer of(boolean holds) {
      return new Answer(holds, null);
    }

    static Answer undecided(String reason) {
      return new Answer(false, reason);
    }
  }
}
