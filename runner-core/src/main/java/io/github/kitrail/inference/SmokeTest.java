package io.github.kitrail.inference;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.engine.Engine;
import io.github.kitrail.inference.engine.EngineException;
import io.github.kitrail.inference.engine.EngineSession;
import io.github.kitrail.inference.gguf.GgufHeader;
import io.github.kitrail.inference.gguf.ModelFiles;
import io.github.kitrail.inference.report.CaseResult;
import io.github.kitrail.inference.report.SmokeReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs a spec against a model. What goes wrong with the model ends up in the report. */
public final class SmokeTest {
  /** The test that every spec has without saying so. */
  public static final String LOADS = "the model loads";

  /** An engine that crashes again and again is not worth the time that loading takes. */
  private static final int MAX_RESTARTS = 2;

  private final ModelFiles model;
  private final SmokeSpec spec;
  private final Engine engine;
  private final SmokeListener listener;
  private final List<CaseResult> results = new ArrayList<>();
  private @Nullable EngineSession session;
  private int restarts;

  private SmokeTest(ModelFiles model, SmokeSpec spec, Engine engine, SmokeListener listener) {
    this.model = model;
    this.spec = spec;
    this.engine = engine;
    this.listener = listener;
  }

  /**
   * Loads the model and asks it everything.
   *
   * @throws KitrailException CANCELLED, or BAD_INPUT when a file cannot be read or changes while it
   *     is tested, or when the spec names an adapter that is none; a model that fails makes a
   *     report like any other
   */
  public static SmokeReport run(
      ModelFiles model, SmokeSpec spec, Engine engine, SmokeListener listener)
      throws KitrailException {
    return new SmokeTest(spec.of(model), spec, engine, listener).run();
  }

  private SmokeReport run() throws KitrailException {
    long start = System.nanoTime();
    TestedFiles files = TestedFiles.of(model.all(), spec.files());
    listener.loading(engine.version());
    try {
      if (load()) {
        for (SmokeCase smokeCase : spec.cases()) {
          finished(ask(smokeCase));
        }
      }
    } finally {
      end();
    }
    files.requireUnchanged();
    return new SmokeReport(
        engine.version(), describe(), files.digests(), results, secondsSince(start));
  }

  private boolean load() throws KitrailException {
    long start = System.nanoTime();
    try {
      session = engine.start(model, spec.options());
      finished(new CaseResult(LOADS, "", null, List.of(), null, null, secondsSince(start)));
      return true;
    } catch (EngineException e) {
      finished(CaseResult.error(LOADS, "", e.getMessage(), secondsSince(start)));
      for (SmokeCase smokeCase : spec.cases()) {
        String reason = "Not asked, because the model does not load.";
        finished(
            CaseResult.error(
                smokeCase.name(),
                new CaseRun(smokeCase, CaseRun.Heard.NOTHING).prompt(),
                reason,
                0));
      }
      return false;
    }
  }

  private CaseResult ask(SmokeCase smokeCase) throws KitrailException {
    long start = System.nanoTime();
    int number = results.size() + 1;
    CaseRun run =
        new CaseRun(
            smokeCase, pieces -> listener.answering(smokeCase.name(), number, count(), pieces));
    try {
      return run.with(living(), start);
    } catch (EngineException e) {
      return CaseResult.error(smokeCase.name(), run.prompt(), e.getMessage(), secondsSince(start));
    }
  }

  /** The session, started again if the test before killed it. */
  private EngineSession living() throws EngineException, KitrailException {
    EngineSession current = Objects.requireNonNull(session);
    if (!current.isAlive()) {
      if (restarts >= MAX_RESTARTS) {
        throw new EngineException("Not asked, because the engine crashed too often.");
      }
      restarts++;
      end();
      current = engine.start(model, spec.options());
      session = current;
    }
    return current;
  }

  private void end() {
    if (session != null) {
      session.close();
    }
  }

  private void finished(CaseResult result) {
    results.add(result);
    listener.finished(result, results.size(), count());
  }

  private int count() {
    return spec.cases().size() + 1;
  }

  private String describe() {
    try {
      GgufHeader header = GgufHeader.read(model.model());
      return Stream.of(header.name(), header.architecture(), header.fileType())
          .filter(Objects::nonNull)
          .collect(Collectors.joining(", "));
    } catch (KitrailException e) {
      return String.valueOf(model.model().getFileName());
    }
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
