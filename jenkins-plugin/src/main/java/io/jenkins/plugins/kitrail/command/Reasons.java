package io.jenkins.plugins.kitrail.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Why a command failed whose result says so: a gate that refuses and smoke tests that fail write
 * that to their standard output, which is the result and not the log.
 */
public final class Reasons {
  private Reasons() {}

  /** One line each; empty when the result holds none. */
  public static List<String> of(Map<String, ?> result) {
    return Stream.concat(refused(result), failed(result)).flatMap(String::lines).toList();
  }

  private static Stream<String> refused(Map<String, ?> result) {
    return all(result.get("rules"))
        .filter(Map.class::isInstance)
        .map(it -> (Map<?, ?>) it)
        .filter(it -> Boolean.FALSE.equals(it.get("passed")))
        .map(it -> String.valueOf(it.get("explanation")));
  }

  private static Stream<String> failed(Map<String, ?> result) {
    return result.get("tests") instanceof Map<?, ?> tests
        ? all(tests.get("failures")).map(String::valueOf)
        : Stream.empty();
  }

  private static Stream<?> all(@CheckForNull Object list) {
    return list instanceof List<?> items ? items.stream() : Stream.empty();
  }
}
