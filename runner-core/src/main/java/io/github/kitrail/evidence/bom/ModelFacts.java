package io.github.kitrail.evidence.bom;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a model say about it in their headers.
 *
 * @param architectureFamily such as {@code llama}; null when they do not say
 * @param modelArchitecture what model it is, or was made from; null when they do not say
 * @param properties further facts by name, in their order
 */
public record ModelFacts(
    @Nullable String architectureFamily,
    @Nullable String modelArchitecture,
    Map<String, String> properties) {
  public ModelFacts {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }
}
