package io.github.kitrail.content.registry.auth;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a server wants to be asked, from a {@code WWW-Authenticate} header.
 *
 * @param scheme in lower case, such as {@code bearer}
 * @param parameters by lower-case name
 */
record Challenge(String scheme, Map<String, String> parameters) {
  static final String BASIC = "basic";
  static final String BEARER = "bearer";

  Challenge {
    scheme = scheme.toLowerCase(Locale.ROOT);
    parameters = Map.copyOf(parameters);
  }

  @Nullable String parameter(String name) {
    return parameters.get(name);
  }
}
