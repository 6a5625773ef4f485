package io.github.kitrail.inference;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.command.CommandCheck;
import io.github.kitrail.inference.engine.EngineOptions;
import io.github.kitrail.yaml.YamlDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A smoke.yaml.
 *
 * @param engine the name of the engine that runs it
 * @param model the file to load, relative to the model's folder, when that holds several
 * @param structure whether the structure of the model's files is tested
 * @param commands the tests that are commands
 * @param cases the tests that ask the model
 */
public record SmokeSpec(
    String engine,
    @Nullable String model,
    EngineOptions options,
    boolean structure,
    List<CommandCheck> commands,
    List<SmokeCase> cases) {
  public SmokeSpec {
    commands = List.copyOf(commands);
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
