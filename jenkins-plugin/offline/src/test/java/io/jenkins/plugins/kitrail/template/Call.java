package io.jenkins.plugins.kitrail.template;

import groovy.lang.Closure;
import groovy.lang.GString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A step as a pipeline calls it.
 *
 * @param arguments by name; a value without a name is {@link StepRules#VALUE}
 * @param block null for a step without one
 */
record Call(String name, Map<String, Object> arguments, Closure<?> block) {
  static Call of(String name, Object[] args) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    Closure<?> block = null;
    for (Object arg : args) {
      if (arg instanceof Closure<?> closure) {
        block = closure;
      } else if (arg instanceof Map<?, ?> named) {
        named.forEach((key, value) -> arguments.put(key.toString(), plain(value)));
      } else if (arguments.put(StepRules.VALUE, plain(arg)) != null) {
        throw new AssertionError(name + " is called with two values.");
      }
    }
    return new Call(name, arguments, block);
  }

  private static Object plain(Object value) {
    if (value instanceof List<?> list) {
      List<Object> plain = new ArrayList<>();
      list.forEach(it -> plain.add(plain(it)));
      return plain;
    }
    return value instanceof GString ? value.toString() : value;
  }

  Object get(String argument) {
    return arguments.get(argument);
  }

  /** What stands for a step that was called with a value, or for {@code script}. */
  String text() {
    Object value = arguments.getOrDefault(StepRules.VALUE, arguments.get("script"));
    return String.valueOf(value);
  }

  /** As it could stand in a pipeline. */
  @Override
  public String toString() {
    return name
        + arguments.entrySet().stream()
            .map(it -> (it.getKey().isEmpty() ? "" : it.getKey() + ": ") + quoted(it.getValue()))
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String quoted(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Call::quoted).collect(Collectors.joining(", ", "[", "]"));
    }
    // A script in the library is indented more than the same in a Jenkinsfile.
    return value instanceof String text
        ? "'" + text.replaceAll("\n +", "\n") + "'"
        : String.valueOf(value);
  }
}
