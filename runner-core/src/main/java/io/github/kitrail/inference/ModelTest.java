package io.github.kitrail.inference;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.command.CommandCheck;
import io.github.kitrail.inference.command.CommandPlace;
import io.github.kitrail.inference.command.CommandTest;
import io.github.kitrail.inference.engine.Engine;
import io.github.kitrail.inference.gguf.ModelFiles;
import io.github.kitrail.inference.report.CaseResult;
import io.github.kitrail.inference.report.SmokeReport;
import io.github.kitrail.inference.structure.StructuralChecks;
import io.github.kitrail.modelkit.Digest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs all of a spec: the structure of the model's files, commands, and what the model answers. An
 * engine takes part only when it is asked something.
 */
public final class ModelTest {
  private static final String COMMANDS = "commands";

  private final TestedModel model;
  private final SmokeSpec spec;
  private final Path directory;
  private final Map<String, String> environment;
  private final SmokeListener listener;
  private final List<CaseResult> results = new ArrayList<>();
  private int count;

  private ModelTest(
      TestedModel model,
      SmokeSpec spec,
      Path directory,
      Map<String, String> environment,
      SmokeListener listener) {
    this.model = model;
    this.spec = spec;
    this.directory = directory;
    this.environment = environment;
    this.listener = listener;
  }

  /**
   * Runs it.
   *
   * @param directory that commands run in
   * @param environment of our own process, of which commands get little
   * @throws KitrailException CANCELLED, or BAD_INPUT when a file cannot be read or changes while it
   *     is tested, or when an engine is to load what is no GGUF model
   */
  public static SmokeReport run(
      TestedModel model,
      SmokeSpec spec,
      Engine engine,
      Path directory,
      Map<String, String> environment,
      SmokeListener listener)
      throws KitrailException {
    if (!spec.structure() && spec.commands().isEmpty()) {
      return SmokeTest.run(model.files(spec.model()), spec, engine, listener);
    }
    return new ModelTest(model, spec, directory, environment, listener).run(engine);
  }

  private SmokeReport run(Engine engine) throws KitrailException {
    long start = System.nanoTime();
    // Both say no to what is none of theirs, and that should not take long to hear.
    ModelFiles weights = spec.cases().isEmpty() ? null : spec.of(model.files(spec.model()));
    List<Path> rest = new ArrayList<>(model.all().values());
    if (weights != null) {
      rest.removeAll(weights.all()); // which are looked at when they are loaded
    }
    TestedFiles files = TestedFiles.of(rest, spec.files());
    List<CaseResult> structure = spec.structure() ? StructuralChecks.run(model.all()) : List.of();
    count =
        structure.size() + spec.commands().size() + (weights == null ? 0 : 1 + spec.cases().size());
    structure.forEach(this::finished);
    commands();
    Map<Path, Digest> digests = new LinkedHashMap<>();
    String engineName = spec.structure() ? StructuralChecks.ENGINE : COMMANDS;
    String description = spec.structure() ? StructuralChecks.description(structure) : named();
    if (weights != null) {
      SmokeReport asked = SmokeTest.run(weights, spec, engine, continuing());
      digests.putAll(asked.files());
      engineName = asked.engine();
      description = asked.model();
    }
    files.requireUnchanged();
    digests.putAll(files.digests());
    return new SmokeReport(
        engineName, description, digests, results, (System.nanoTime() - start) / 1e9);
  }

  private void commands() throws KitrailException {
    if (spec.commands().isEmpty()) {
      return;
    }
    CommandPlace place = new CommandPlace(directory, model.path(), model.folder(), environment);
    for (CommandCheck check : spec.commands()) {
      finished(CommandTest.run(check, place));
    }
  }

  private String named() throws KitrailException {
    return String.valueOf(model.path().getFileName());
  }

  private void finished(CaseResult result) {
    results.add(result);
    listener.finished(result, results.size(), count);
  }

  private SmokeListener continuing() {
    return new SmokeListener() {
      @Override
      public void loading(String engine) {
        listener.loading(engine);
      }

      @Override
      public void finished(CaseResult result, int number, int of) {
        ModelTest.this.finished(result);
      }
    };
  }
}
