package io.github.kitrail.policy.expression;

/** Reads expressions. */
public interface Conditions {
  /**
   * @throws ExpressionProblem for what is no expression, a name that does not exist, types that do
   *     not fit, or anything else that can be known without a ModelKit
   */
  Condition compile(String text, Scope scope) throws ExpressionProblem;

  /** Common Expression Language. Its classes are loaded here, and not before. */
  static Conditions cel() {
    return new CelConditions();
  }
}
