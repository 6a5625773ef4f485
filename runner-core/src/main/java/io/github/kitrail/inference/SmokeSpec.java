package io.github.kitrail.inference;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.engine.EngineOptions;
import io.github.kitrail.yaml.YamlDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A smoke.yaml.
 *
 * @param engine the name of the engine that runs it
 * @param model the file to load, relative to the model's folder, when that holds several
 */
public record SmokeSpec(
    String engine, @Nullable String model, EngineOptions options, List<SmokeCase> cases) {
  public SmokeSpec {
    cases = List.copyOf(cases);
  }

  /**
   * Reads a smoke.yaml.
   *
   * @param name what the user calls the file, for messages
   * @throws KitrailException BAD_INPUT with line and column
   */
  public static SmokeSpec parse(String text, String name) throws KitrailException {
    return new SmokeSpecReader().read(YamlDocument.parse(text, name));
  }
}
