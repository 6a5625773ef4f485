package io.github.kitrail.cli;

import io.github.kitrail.operations.PredicateTypes;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Lets an option stand alone before the folder or reference of its command: the next argument is
 * its value only if it is the name of a predicate type.
 */
final class PredicateTypeArgument implements IParameterPreprocessor {
  @Override
  public boolean preprocess(
      Stack<String> args, CommandSpec commandSpec, ArgSpec argSpec, Map<String, Object> info) {
    boolean attached = "=".equals(info.get("separator"));
    if (attached || (!args.isEmpty() && PredicateTypes.isOne(args.peek()))) {
      return false;
    }
    args.push(((picocli.CommandLine.Model.OptionSpec) argSpec).fallbackValue());
    return false;
  }
}
