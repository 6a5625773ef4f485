package io.github.kitrail.policy.expression;

/** What is wrong with an expression, and where. */
public final class ExpressionProblem extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;

  ExpressionProblem(int offset, String problem) {
    super(problem);
    this.offset = offset;
  }

  /** In characters of the expression's text, from 0. */
  public int offset() {
    return offset;
  }

  /** Part of a sentence, without its full stop. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
