package io.github.kitrail.environment;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The environment variables, where an empty one is as good as none. */
record Variables(Map<String, String> all) {
  Variables {
    all = Map.copyOf(all);
  }

  @Nullable String get(String name) {
    String value = all.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  boolean has(String name) {
    return get(name) != null;
  }

  /** Set, and not to a word for no. */
  boolean isTrue(String name) {
    String value = get(name);
    return value != null && !value.equalsIgnoreCase("false") && !value.equals("0");
  }

  /** Those of the named variables that are set: parameter name, then variable. */
  Map<String, Object> present(String... namesAndVariables) {
    Map<String, Object> present = new LinkedHashMap<>();
    for (int i = 0; i < namesAndVariables.length; i += 2) {
      String value = get(namesAndVariables[i + 1]);
      if (value != null) {
        present.put(namesAndVariables[i], value);
      }
    }
    return present;
  }
}
