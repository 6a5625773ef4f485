package io.github.kitrail.policy.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tries what is written out in an expression and can be wrong: durations, times, regular
 * expressions. CEL itself would find out only when it is asked.
 */
final class CelLiterals {
  /** Checks the types of an expression. */
  @FunctionalInterface
  interface Checker {
    CelAbstractSyntaxTree check(String text) throws ExpressionProblem;
  }

  private final CelRuntime runtime;
  private final CelAbstractSyntaxTree tree;
  private final Checker checker;

  CelLiterals(CelRuntime runtime, CelAbstractSyntaxTree tree, Checker checker) {
    this.runtime = runtime;
    this.tree = tree;
    this.checker = checker;
  }

  void check() throws ExpressionProblem {
    List<CelNavigableExpr> calls =
        CelNavigableAst.fromAst(tree)
            .getRoot()
            .allNodes()
            .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.CALL)
            .toList();
    for (CelNavigableExpr call : calls) {
      check(call.expr().call());
    }
  }

  private void check(CelExpr.CelCall call) throws ExpressionProblem {
    Optional<String> literal = literal(call.args());
    if (literal.isEmpty()) {
      return;
    }
    String text = quoted(literal.get());
    long id = call.args().get(call.args().size() - 1).id();
    switch (call.function()) {
      case "duration" ->
          attempt(
              "duration(" + text + ")",
              id,
              "is no duration: write hours, minutes or seconds, such as 720h for 30 days",
              literal.get());
      case "timestamp" ->
          attempt(
              "timestamp(" + text + ")",
              id,
              "is no time in RFC 3339, such as 2026-01-02T03:04:05Z",
              literal.get());
      case "matches" ->
          attempt("\"\".matches(" + text + ")", id, "is no regular expression", literal.get());
      default -> {
        // Nothing else takes a text that can be wrong.
      }
    }
  }

  private static Optional<String> literal(List<CelExpr> args) {
    // matches(text, regex) may also be written text.matches(regex).
    if (args.isEmpty()) {
      return Optional.empty();
    }
    CelExpr last = args.get(args.size() - 1);
    return last.getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && last.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(last.constant().stringValue())
        : Optional.empty();
  }

  private void attempt(String expression, long id, String problem, String literal)
      throws ExpressionProblem {
    try {
      runtime.createProgram(checker.check(expression)).eval(Map.of());
    } catch (CelEvaluationException e) {
      String reason = problem.endsWith("expression") ? " (" + CelSentences.of(e) + ")" : "";
      throw new ExpressionProblem(offset(id), "\"" + literal + "\" " + problem + reason);
    }
  }

  private int offset(long id) {
    Integer at = tree.getSource().getPositionsMap().get(id);
    return at == null ? 0 : at;
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\' || c < ' ' || c > '~') {
                quoted.append(String.format("\\U%08x", c));
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append('"').toString();
  }
}
