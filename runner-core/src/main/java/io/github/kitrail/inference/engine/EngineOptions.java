package io.github.kitrail.inference.engine;

import java.time.Duration;

/**
 * How a model is loaded.
 *
 * @param contextSize tokens that prompt and answer may have together; 0 leaves it to the engine
 * @param loadTimeout the longest that loading may take
 * @param requestTimeout the longest that one answer may take
 */
public record EngineOptions(int contextSize, Duration loadTimeout, Duration requestTimeout) {
  /** Ten minutes to load, two minutes to answer. */
  public static EngineOptions standard() {
    return new EngineOptions(0, Duration.ofMinutes(10), Duration.ofMinutes(2));
  }
}
