package io.github.kitrail.policy.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A program of CEL's. */
final class CelCondition implements Condition {
  private final CelRuntime.Program program;
  private final Set<String> names;

  CelCondition(CelRuntime.Program program, CelAbstractSyntaxTree tree) {
    this.program = program;
    this.names =
        tree.getReferenceMap().values().stream()
            .map(reference -> reference.name())
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public boolean uses(String variable) {
    return names.contains(variable);
  }

  @Override
  public Answer decide(Map<String, Object> variables) {
    try {
      Object value = program.eval(variables);
      return value instanceof Boolean holds
          ? Answer.of(holds)
          : Answer.undecided("it is " + CelSentences.value(value) + ", neither true nor false");
    } catch (CelEvaluationException e) {
      return Answer.undecided(CelSentences.of(e));
    } catch (RuntimeException | StackOverflowError e) {
      // Whatever CEL could not take is not true.
      return Answer.undecided("evaluating it failed with " + e);
    }
  }
}
