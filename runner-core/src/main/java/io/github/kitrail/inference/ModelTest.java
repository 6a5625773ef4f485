package io.github.kitrail.inference;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.command.CommandCheck;
import io.github.kitrail.inference.command.CommandPlace;
import io.github.kitrail.inference.command.CommandTest;
import io.github.kitrail.inference.engine.Engine;
import io.github.kitrail.inference.gguf.ModelFiles;
import io.github.kitrail.inference.report.CaseResult;
import io.github.kitrail.inference.report.Shard;
import io.github.kitrail.inference.report.SmokeReport;
import io.github.kitrail.inference.structure.StructuralChecks;
import io.github.kitrail.modelkit.Digest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs all of a spec: the structure of the model's files, what the model answers, and commands. An
 * engine takes part only when it is asked something.
 */
public final class ModelTest {
  private static final String COMMANDS = "commands";

  private final TestedModel model;
  private final SmokeSpec whole;
  private final SmokeSpec spec;
  private final Path directory;
  private final Map<String, String> environment;
  private final SmokeListener listener;
  private final List<CaseResult> results = new ArrayList<>();
  private int count;

  private ModelTest(
      TestedModel model,
      SmokeSpec whole,
      @Nullable Shard shard,
      Path directory,
      Map<String, String> environment,
      SmokeListener listener) {
    this.model = model;
    this.whole = whole;
    spec = shard == null ? whole : whole.only(shard);
    this.directory = directory;
    this.environment = environment;
    this.listener = listener;
  }

  /**
   * Runs it.
   *
   * @param shard the part of its tests that is run; null for all
   * @param directory that commands run in
   * @param environment of our own process, of which commands get little
   * @throws KitrailException CANCELLED, or BAD_INPUT when a file cannot be read or changes while it
   *     is tested, or when an engine is to load what is no GGUF model
   */
  public static SmokeReport run(
      TestedModel model,
      SmokeSpec spec,
      @Nullable Shard shard,
      Engine engine,
      Path directory,
      Map<String, String> environment,
      SmokeListener listener)
      throws KitrailException {
    return new ModelTest(model, spec, shard, directory, environment, listener).run(engine);
  }

  /**
   * Every file that a test of this takes part in, absolute, as it is now.
   *
   * @throws KitrailException CANCELLED, or BAD_INPUT when one cannot be read
   */
  public static Map<Path, Digest> files(TestedModel model, SmokeSpec spec) throws KitrailException {
    ModelFiles weights = weights(model, spec);
    List<Path> all = new ArrayList<>(rest(model, spec, weights));
    if (weights != null) {
      all.addAll(0, weights.all());
    }
    return TestedFiles.of(all, spec.files()).digests();
  }

  /** What the engine loads; null when it is not asked anything. */
  private static @Nullable ModelFiles weights(TestedModel model, SmokeSpec spec)
      throws KitrailException {
    return spec.cases().isEmpty() ? null : spec.of(model.files(spec.model()));
  }

  /** What else is looked at. */
  private static List<Path> rest(TestedModel model, SmokeSpec spec, @Nullable ModelFiles weights)
      throws KitrailException {
    if (!spec.structure() && spec.commands().isEmpty()) {
      return List.of();
    }
    List<Path> rest = new ArrayList<>(model.all().values());
    if (weights != null) {
      rest.removeAll(weights.all()); // which are looked at when they are loaded
    }
    return rest;
  }

  private SmokeReport run(Engine engine) throws KitrailException {
    long start = System.nanoTime();
    // Both say no to what is none of theirs, and that should not take long to hear. What a shard
    // has for the others decides as well: the results of all are about the same files.
    ModelFiles weights = weights(model, whole);
    TestedFiles files =
        TestedFiles.of(rest(model, whole, weights), weights == null ? spec.files() : Map.of());
    List<CaseResult> structure = spec.structure() ? StructuralChecks.run(model.all()) : List.of();
    count =
        structure.size() + spec.commands().size() + (weights == null ? 0 : 1 + spec.cases().size());
    structure.forEach(this::finished);
    Map<Path, Digest> digests = new LinkedHashMap<>();
    String engineName = spec.structure() ? StructuralChecks.ENGINE : COMMANDS;
    String description = spec.structure() ? StructuralChecks.description(structure) : named();
    if (weights != null) {
      SmokeReport asked = SmokeTest.run(weights, spec, engine, continuing());
      digests.putAll(asked.files());
      engineName = asked.engine();
      description = asked.model();
    }
    commands();
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
      public void answering(String name, int number, int of, int pieces) {
        listener.answering(name, results.size() + 1, count, pieces);
      }

      @Override
      public void finished(CaseResult result, int number, int of) {
        ModelTest.this.finished(result);
      }
    };
  }
}
