package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the workflow gives an action; an empty value is as good as none. */
final class ActionValues {
  private static final String PREFIX = "INPUT_";

  private final List<ActionInput> inputs;
  private final Map<String, String> env;

  private ActionValues(List<ActionInput> inputs, Map<String, String> env) {
    this.inputs = inputs;
    this.env = env;
  }

  /**
   * @throws KitrailException BAD_INPUT when the workflow gives an input that there is not, or
   *     leaves one out that must be there
   */
  static ActionValues of(List<ActionInput> inputs, Map<String, String> env)
      throws KitrailException {
    Set<String> known = inputs.stream().map(ActionInput::variable).collect(Collectors.toSet());
    Set<String> unknown = new TreeSet<>();
    env.keySet().stream()
        .filter(it -> it.startsWith(PREFIX) && !known.contains(it))
        .forEach(
            it -> unknown.add(it.substring(PREFIX.length()).toLowerCase(java.util.Locale.ROOT)));
    if (!unknown.isEmpty()) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "This action has no input "
              + String.join(", ", unknown)
              + ". Take it out of `with:`, or name one of: "
              + inputs.stream().map(ActionInput::name).collect(Collectors.joining(", "))
              + ". (A variable of the workflow whose name begins with INPUT_ counts as an input.)");
    }
    ActionValues values = new ActionValues(inputs, env);
    for (ActionInput input : inputs) {
      if (input.required() && values.get(input.name()).isEmpty()) {
        throw new KitrailException(
            ErrorCode.BAD_INPUT,
            "The input "
                + input.name()
                + " is missing or empty. Add it to the step's `with:`. "
                + input.description());
      }
    }
    return values;
  }

  /** Without white space at both ends, which comes with secrets and block scalars. */
  String get(String name) {
    return env.getOrDefault(ActionInput.variable(name), "").strip();
  }

  /**
   * @throws KitrailException BAD_INPUT for anything but true and false
   */
  boolean isTrue(String name) throws KitrailException {
    String value = get(name);
    if (!List.of("true", "false").contains(value)) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "The input " + name + " is true or false, and not " + value + ".");
    }
    return value.equals("true");
  }

  /**
   * The command line.
   *
   * @throws KitrailException BAD_INPUT for a value that cannot be one of its input
   */
  List<String> arguments(Action action) throws KitrailException {
    List<String> arguments = new ArrayList<>(action.words());
    for (ActionInput input : inputs) {
      if (!get(input.name()).isEmpty()) {
        arguments.addAll(arguments(input));
      }
    }
    // What follows is no option, whatever it begins with.
    arguments.add("--");
    for (ActionInput input : inputs) {
      String value = get(input.name());
      if (input.kind() == ActionInput.Kind.PARAMETERS) {
        arguments.addAll(lines(value));
      } else if (input.kind() == ActionInput.Kind.PARAMETER && !value.isEmpty()) {
        arguments.add(value);
      }
    }
    return arguments;
  }

  private List<String> arguments(ActionInput input) throws KitrailException {
    String value = get(input.name());
    String option = input.option() + "=";
    return switch (input.kind()) {
      case FLAG -> isTrue(input.name()) ? List.of(String.valueOf(input.option())) : List.of();
      case SWITCH -> List.of(option + isTrue(input.name()));
      case LINES -> lines(value).stream().map(option::concat).toList();
      case TEXT -> List.of(option + oneLine(input, value));
      case SECRET_OR_FILE ->
          List.of(
              option
                  + (ActionSecrets.isSecret(value)
                      ? "env:" + input.variable()
                      : oneLine(input, value)));
      case PARAMETER, PARAMETERS, OWN -> List.of();
    };
  }

  private static List<String> lines(String value) {
    return value.lines().map(String::strip).filter(it -> !it.isEmpty()).toList();
  }

  private static String oneLine(ActionInput input, String value) throws KitrailException {
    if (value.lines().count() > 1) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "The input " + input.name() + " is one line, and not several.");
    }
    return value;
  }

  List<ActionInput> inputs() {
    return inputs;
  }
}
