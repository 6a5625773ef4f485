package io.github.kitrail.pipeline;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.Gate;
import io.github.kitrail.operations.KeyChoice;
import io.github.kitrail.operations.PreparedFolder;
import io.github.kitrail.operations.Render;
import io.github.kitrail.operations.SummaryRequest;
import io.github.kitrail.operations.Test;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a run needs, checked before anything is done: a run must not fail at its end for what
 * was known at its beginning.
 *
 * @param reference with every placeholder filled
 * @param test the smoke tests' file; null for none
 * @param gate null for none
 * @param parameters what the user chose, for the provenance
 */
record Plan(
    PreparedFolder folder,
    String reference,
    KeyChoice key,
    @Nullable Path test,
    List<String> attest,
    @Nullable Gatekeeping gate,
    List<PipelineFile.RenderTarget> render,
    Map<String, String> parameters) {

  /**
   * @param summary null when the verdict is not attached
   */
  record Gatekeeping(Path policy, @Nullable SummaryRequest summary) {}

  static Plan make(Run.Request request, Context context) throws KitrailException {
    PreparedFolder folder = PreparedFolder.of(context, request.directory(), request.kitfile());
    folder.check();
    PipelineFile file = PipelineFile.in(request.directory());
    String reference = reference(request, file, folder, context);
    String wanted = request.key() != null ? request.key() : signingKey(request.directory(), file);
    folder.requireName(reference);
    KeyChoice key = KeyChoice.forRun(wanted, reference, context);
    Path test = existing(request.directory(), file.test(), "test");
    Gatekeeping gate = gate(request.directory(), file.gate(), key);
    check(request.directory(), file, test);
    if (gate != null) {
      Gate.check(gate.policy(), key, null, context);
      if (gate.summary() != null) {
        gate.summary().check();
      }
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("command", "run");
    parameters.put("reference", reference);
    return new Plan(folder, reference, key, test, file.attest(), gate, file.render(), parameters);
  }

  /** A key file is named relative to the folder, as all files of kitrail.yaml are. */
  private static @Nullable String signingKey(Path directory, PipelineFile file) {
    String key = file.signingKey();
    return key == null || key.startsWith("env:") ? key : directory.resolve(key).toString();
  }

  private static String reference(
      Run.Request request, PipelineFile file, PreparedFolder folder, Context context)
      throws KitrailException {
    Placeholders placeholders = new Placeholders(folder.placeholders(), context.env());
    if (request.reference() != null) {
      return placeholders.fill(request.reference());
    }
    if (file.reference() != null) {
      return placeholders.fill(file.reference());
    }
    return folder.defaultReference();
  }

  /** Reads what the stages will read, so that a slip shows now and not after the push. */
  private static void check(Path directory, PipelineFile file, @Nullable Path test)
      throws KitrailException {
    if (test != null) {
      Test.check(test);
    } else if (file.attest().contains("test-result")) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          PipelineFile.NAME
              + " wants a test-result attestation but names no tests. Add `test: smoke.yaml`, or take"
              + " test-result out of `attest`.");
    }
    for (PipelineFile.RenderTarget target : file.render()) {
      Render.check(target.target(), directory);
    }
  }

  private static @Nullable Gatekeeping gate(
      Path directory, PipelineFile.@Nullable GateStage stage, KeyChoice key)
      throws KitrailException {
    if (stage == null) {
      return null;
    }
    String verifier = stage.verifierId() == null ? SummaryRequest.VERIFIER : stage.verifierId();
    SummaryRequest summary =
        stage.attest() ? new SummaryRequest(true, null, key, verifier, stage.levels(), null) : null;
    Path policy = existing(directory, stage.policy(), "gate");
    return policy == null ? null : new Gatekeeping(policy, summary);
  }

  private static @Nullable Path existing(Path directory, @Nullable String name, String field)
      throws KitrailException {
    if (name == null) {
      return null;
    }
    Path file = directory.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          PipelineFile.NAME
              + " names the file "
              + name
              + " as `"
              + field
              + "`, but there is no "
              + file
              + ".");
    }
    return file;
  }
}
