package io.github.kitrail.inference;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.command.CommandCheck;
import io.github.kitrail.inference.engine.EngineOptions;
import io.github.kitrail.inference.gguf.ModelFiles;
import io.github.kitrail.inference.report.Shard;
import io.github.kitrail.inference.spec.SpecFiles;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.yaml.YamlDocument;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A smoke.yaml.
 *
 * @param engine the name of the engine that runs it
 * @param model the file to load, relative to the model's folder, when that holds several
 * @param adapters the files of the LoRA adapters to load, or the ends of their paths; null for all
 * @param structure whether the structure of the model's files is tested
 * @param commands the tests that are commands
 * @param cases the tests that ask the model; an entry that names a file of cases is one for each
 *     row
 * @param files those that it names, absolute, with the digests of what was read
 */
public record SmokeSpec(
    String engine,
    @Nullable String model,
    @Nullable List<String> adapters,
    EngineOptions options,
    boolean structure,
    List<CommandCheck> commands,
    List<SmokeCase> cases,
    Map<Path, Digest> files) {
  public SmokeSpec {
    adapters = adapters == null ? null : List.copyOf(adapters);
    commands = List.copyOf(commands);
    cases = List.copyOf(cases);
    files = Map.copyOf(files);
  }

  /** The same with the tests of one shard only; commands are dealt out after the cases. */
  SmokeSpec only(Shard shard) {
    return new SmokeSpec(
        engine,
        model,
        adapters,
        options,
        structure,
        shard.of(commands, cases.size()),
        shard.of(cases, 0),
        files);
  }

  /** How many tests it lists. */
  public int tests() {
    return cases.size() + commands.size();
  }

  /** The line of each test, by its name. */
  public Map<String, Integer> lines() {
    Map<String, Integer> lines = new LinkedHashMap<>();
    cases.forEach(it -> lines.put(it.name(), it.line()));
    commands.forEach(it -> lines.put(it.name(), it.line()));
    return lines;
  }

  /**
   * Reads a smoke.yaml that names no other file.
   *
   * @param name what the user calls the file, for messages
   * @throws KitrailException BAD_INPUT with line and column
   */
  public static SmokeSpec parse(String text, String name) throws KitrailException {
    return parse(text, name, SpecFiles.NONE);
  }

  /**
   * Reads a smoke.yaml, and the files that it names.
   *
   * @param name what the user calls the file, for messages
   * @throws KitrailException BAD_INPUT with line and column
   */
  public static SmokeSpec parse(String text, String name, SpecFiles files) throws KitrailException {
    return new SmokeSpecReader(files).read(YamlDocument.parse(text, name));
  }

  /**
   * The files of a model that these tests are for.
   *
   * @throws KitrailException BAD_INPUT when it has no adapter that they name
   */
  ModelFiles of(ModelFiles model) throws KitrailException {
    return adapters == null ? model : model.withAdapters(adapters);
  }
}
