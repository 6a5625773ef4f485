package io.github.kitrail.inference.engine;

import java.util.List;
import java.util.Map;

/** The engines that smoke.yaml may name; what happens to be installed never decides. */
public final class Engines {
  private Engines() {}

  /** Their names, the default first. */
  public static List<String> names() {
    return List.of(LlamaCppEngine.NAME, LlamaServerEngine.NAME);
  }

  /**
   * The engine of this name.
   *
   * @param name one of {@link #names()}
   * @param environment of our own process
   */
  public static Engine named(String name, Map<String, String> environment) {
    return switch (name) {
      case LlamaCppEngine.NAME -> new LlamaCppEngine(environment);
      case LlamaServerEngine.NAME -> new LlamaServerEngine(environment);
      default -> throw new IllegalArgumentException("no engine is called " + name);
    };
  }
}
