package io.github.kitrail.deploy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of a target's parameters: given, or else their defaults. */
final class ParameterValues {
  private ParameterValues() {}

  static Map<String, Object> of(Target.Description target, Map<String, String> given)
      throws KitrailException {
    List<String> known = target.parameters().stream().map(TargetParameter::name).toList();
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        throw unknown(target, name, known);
      }
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (TargetParameter parameter : target.parameters()) {
      values.put(parameter.name(), value(target, parameter, given.get(parameter.name())));
    }
    return values;
  }

  private static Object value(
      Target.Description target,
      TargetParameter parameter,
      @org.jspecify.annotations.Nullable String given)
      throws KitrailException {
    String text = given == null ? parameter.defaultValue() : given;
    if (parameter.required() && (text == null || text.isEmpty())) {
      throw badInput(
          "The target "
              + target.name()
              + " needs its parameter "
              + parameter.name()
              + " ("
              + parameter.description()
              + "): set it with --set "
              + parameter.name()
              + "=VALUE.");
    }
    if (text == null) {
      return "";
    }
    Optional<String> problem = parameter.problem(text);
    if (problem.isPresent()) {
      throw badInput(
          "The parameter "
              + parameter.name()
              + " of the target "
              + target.name()
              + " "
              + problem.get()
              + "; \""
              + text
              + "\" does not.");
    }
    return parameter.value(text);
  }

  private static KitrailException unknown(
      Target.Description target, String name, List<String> known) {
    String hint =
        Suggestion.closest(name, known)
            .map(word -> "; did you mean " + word + "?")
            .orElse(known.isEmpty() ? "." : "; it has " + String.join(", ", known) + ".");
    return badInput("The target " + target.name() + " has no parameter \"" + name + "\"" + hint);
  }

  private static KitrailException badInput(String message) {
    return new KitrailException(ErrorCode.BAD_INPUT, message);
  }
}
