package io.github.kitrail.inference;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.command.CommandCheck;
import io.github.kitrail.inference.command.CommandReader;
import io.github.kitrail.inference.engine.EngineOptions;
import io.github.kitrail.inference.engine.Engines;
import io.github.kitrail.yaml.Suggestion;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a spec strictly: a typing error must not turn a test off. */
final class SmokeSpecReader {
  static final List<String> FIELDS =
      List.of("engine", "model", "contextSize", "timeout", "structure", "tests");

  private static final int MAX_CONTEXT = 1_048_576;
  private static final int MAX_TIMEOUT_SECONDS = 24 * 3600;

  SmokeSpec read(YamlMapping spec) throws KitrailException {
    spec.allowOnly("smoke.yaml", FIELDS.toArray(String[]::new));
    Optional<YamlValue> structure = spec.get("structure");
    boolean alone = structure.isPresent() && structure.get().bool();
    // Without other tests, those of the structure must be asked for: nobody forgets `tests` then.
    if (!alone && spec.require("tests").list().isEmpty()) {
      throw spec.require("tests")
          .error("`tests` is empty: nothing would be tested; `structure: true` tests the files");
    }
    List<SmokeCase> cases = new ArrayList<>();
    List<CommandCheck> commands = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlValue test : spec.list("tests")) {
      String name;
      if (test.mapping().get(CommandReader.EXEC).isPresent()) {
        commands.add(CommandReader.read(test.mapping()));
        name = commands.get(commands.size() - 1).name();
      } else {
        cases.add(new SmokeCaseReader(test.mapping()).read());
        name = cases.get(cases.size() - 1).name();
      }
      if (!names.add(name)) {
        throw test.error("two tests are called \"" + name + "\"");
      }
    }
    return new SmokeSpec(
        engine(spec),
        spec.text("model"),
        options(spec),
        structure.isEmpty() ? cases.isEmpty() : alone,
        commands,
        cases);
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
