package io.github.kitrail.policy.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelKind;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.EnumMap;
import java.util.Map;

/**
 * Common Expression Language with its standard functions and macros, within limits: what an
 * expression costs is bounded, whatever it is and whatever it is asked about. Regular expressions
 * are RE2's, which take no longer than their text is long.
 *
 * @see <a href="https://github.com/google/cel-spec/blob/v0.24.0/doc/langdef.md">CEL</a>
 */
final class CelConditions implements Conditions {
  private static final int MAX_CHARACTERS = 10_000;

  /** Each level takes some stack, of which commands have little. */
  private static final int MAX_DEPTH = 50;

  /** Steps of all loops of one evaluation together. */
  private static final int MAX_ITERATIONS = 1_000_000;

  private static final int MAX_REGEX_PROGRAM = 10_000;

  private final CelOptions options =
      CelOptions.current()
          .maxExpressionCodePointSize(MAX_CHARACTERS)
          .maxParseRecursionDepth(MAX_DEPTH)
          .comprehensionMaxIterations(MAX_ITERATIONS)
          .maxRegexProgramSize(MAX_REGEX_PROGRAM)
          // JSON does not tell 1 from 1.0, so comparing must not either.
          .enableHeterogeneousNumericComparisons(true)
          .build();
  private final CelTypes types = new CelTypes();
  private final CelRuntime runtime =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(options).build();
  private final Map<Scope, CelCompiler> compilers = new EnumMap<>(Scope.class);

  @Override
  public Condition compile(String text, Scope scope) throws ExpressionProblem {
    try {
      return program(text, scope);
    } catch (StackOverflowError e) {
      throw new ExpressionProblem(0, "it is nested too deeply");
    }
  }

  private Condition program(String text, Scope scope) throws ExpressionProblem {
    CelAbstractSyntaxTree tree = check(text, scope);
    CelKind kind = tree.getResultType().kind();
    if (kind != CelKind.BOOL && kind != CelKind.DYN) {
      throw new ExpressionProblem(
          0, "it must be true or false, but is of type " + tree.getResultType().name());
    }
    new CelLiterals(runtime, tree, literal -> check(literal, scope)).check();
    try {
      return new CelCondition(runtime.createProgram(tree), tree);
    } catch (CelEvaluationException e) {
      throw new ExpressionProblem(0, CelSentences.of(e));
    }
  }

  private CelAbstractSyntaxTree check(String text, Scope scope) throws ExpressionProblem {
    try {
      CelValidationResult result = compilers.computeIfAbsent(scope, this::compiler).compile(text);
      if (result.hasError()) {
        CelIssue first = result.getErrors().get(0);
        throw new ExpressionProblem(
            offset(text, first.getSourceLocation()), CelSentences.of(first, scope));
      }
      return result.getAst();
    } catch (CelValidationException e) {
      throw new ExpressionProblem(0, String.valueOf(e.getMessage()));
    }
  }

  private CelCompiler compiler(Scope scope) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(options)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setTypeProvider(types);
    Vocabulary.variables(scope).forEach((name, type) -> builder.addVar(name, types.type(type)));
    return builder.build();
  }

  /** CEL counts lines from 1 and code points from 0. */
  private static int offset(String text, CelSourceLocation at) {
    int offset = 0;
    for (int line = 1; line < at.getLine(); line++) {
      int end = text.indexOf('\n', offset);
      if (end < 0) {
        return 0;
      }
      offset = end + 1;
    }
    int left = text.codePointCount(offset, text.length());
    return text.offsetByCodePoints(offset, Math.min(Math.max(at.getColumn(), 0), left));
  }
}
