package io.github.kitrail.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The commands by name, in the order in which help lists them. */
final class Commands {
  private Commands() {}

  static Map<String, Function<Terminal, Object>> all() {
    return new LinkedHashMap<>();
  }
}
