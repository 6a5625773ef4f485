package io.github.kitrail.inference;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.assertion.Assertions;
import io.github.kitrail.inference.command.CommandCheck;
import io.github.kitrail.inference.command.CommandReader;
import io.github.kitrail.inference.engine.EngineOptions;
import io.github.kitrail.inference.engine.Engines;
import io.github.kitrail.inference.spec.NamedFiles;
import io.github.kitrail.inference.spec.Schemas;
import io.github.kitrail.inference.spec.SpecFiles;
import io.github.kitrail.yaml.Suggestion;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a spec strictly: a typing error must not turn a test off. */
final class SmokeSpecReader {
  static final List<String> FIELDS =
      List.of(
          "engine",
          "model",
          "adapters",
          "contextSize",
          "timeout",
          "structure",
          "defaults",
          "tests");

  private static final int MAX_CONTEXT = 1_048_576;
  private static final int MAX_TIMEOUT_SECONDS = 24 * 3600;
  private static final int MAX_CASES = 100_000;

  private final NamedFiles files;

  SmokeSpecReader(SpecFiles files) {
    this.files = new NamedFiles(files);
  }

  SmokeSpec read(YamlMapping spec) throws KitrailException {
    spec.allowOnly("smoke.yaml", FIELDS.toArray(String[]::new));
    Optional<YamlValue> structure = spec.get("structure");
    boolean alone = structure.isPresent() && structure.get().bool();
    // Without other tests, those of the structure must be asked for: nobody forgets `tests` then.
    if (!alone && spec.require("tests").list().isEmpty()) {
      throw spec.require("tests")
          .error("`tests` is empty: nothing would be tested; `structure: true` tests the files");
    }
    Schemas schemas = new Schemas(files);
    CaseExpansion expansion = new CaseExpansion(defaults(spec), files, schemas);
    CommandReader reader = new CommandReader(new Assertions(schemas));
    List<SmokeCase> cases = new ArrayList<>();
    List<CommandCheck> commands = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlValue test : spec.list("tests")) {
      List<String> made = new ArrayList<>();
      if (test.mapping().get(CommandReader.EXEC).isPresent()) {
        commands.add(reader.read(test.mapping()));
        made.add(commands.get(commands.size() - 1).name());
      } else {
        List<SmokeCase> read = expansion.of(test.mapping());
        cases.addAll(read);
        read.forEach(it -> made.add(it.name()));
      }
      for (String name : made) {
        if (!names.add(name)) {
          throw test.error("two tests are called \"" + name + "\"");
        }
      }
      if (cases.size() > MAX_CASES) {
        throw test.error("there are more than " + MAX_CASES + " tests: `limit` or `sample` a file");
      }
    }
    return new SmokeSpec(
        engine(spec),
        spec.text("model"),
        adapters(spec),
        options(spec),
        structure.isEmpty() ? cases.isEmpty() : alone,
        commands,
        cases,
        files.digests());
  }

  private static @Nullable YamlMapping defaults(YamlMapping spec) throws KitrailException {
    Optional<YamlValue> defaults = spec.get("defaults");
    return defaults.isEmpty()
        ? null
        : defaults
            .get()
            .mapping()
            .allowOnly("defaults", SmokeCaseReader.DEFAULTS.toArray(String[]::new));
  }

  /** Null for all. */
  private static @Nullable List<String> adapters(YamlMapping spec) throws KitrailException {
    Optional<YamlValue> adapters = spec.get("adapters");
    if (adapters.isEmpty() || (adapters.get().isScalar() && adapters.get().text().equals("all"))) {
      return null;
    }
    if (adapters.get().isScalar() && adapters.get().text().equals("none")) {
      return List.of();
    }
    if (!adapters.get().isList()) {
      throw adapters.get().error("`adapters` takes `all`, `none`, or a list of files");
    }
    List<String> names = new ArrayList<>();
    for (YamlValue name : adapters.get().list()) {
      if (name.text().isBlank()) {
        throw name.error("`adapters` names a file that is nothing");
      }
      names.add(name.text());
    }
    return names;
  }

  private static String engine(YamlMapping spec) throws KitrailException {
    Optional<YamlValue> engine = spec.get("engine");
    List<String> known = Engines.names();
    if (engine.isEmpty()) {
      return known.get(0);
    }
    String name = engine.get().text();
    if (!known.contains(name)) {
      String hint =
          Suggestion.closest(name, known)
              .map(word -> "; did you mean `" + word + "`?")
              .orElse("; known are " + String.join(", ", known));
      throw engine.get().error("there is no engine `" + name + "`" + hint);
    }
    return name;
  }

  private static EngineOptions options(YamlMapping spec) throws KitrailException {
    EngineOptions standard = EngineOptions.standard();
    Optional<YamlValue> context = spec.get("contextSize");
    Optional<YamlValue> timeout = spec.get("timeout");
    return new EngineOptions(
        context.isEmpty() ? standard.contextSize() : context.get().integer(16, MAX_CONTEXT),
        standard.loadTimeout(),
        timeout.isEmpty()
            ? standard.requestTimeout()
            : Duration.ofSeconds(timeout.get().integer(1, MAX_TIMEOUT_SECONDS)));
  }
}
