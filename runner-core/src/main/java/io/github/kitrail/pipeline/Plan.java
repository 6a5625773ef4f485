package io.github.kitrail.pipeline;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Baseline;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.DiskForTargets;
import io.github.kitrail.operations.Embed;
import io.github.kitrail.operations.Gate;
import io.github.kitrail.operations.KeyChoice;
import io.github.kitrail.operations.KeylessFiles;
import io.github.kitrail.operations.PackFormat;
import io.github.kitrail.operations.PreparedFolder;
import io.github.kitrail.operations.SummaryRequest;
import io.github.kitrail.operations.Test;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a run needs, checked before anything is done: a run must not fail at its end for what
 * was known at its beginning.
 *
 * @param reference with every placeholder filled
 * @param signer null for a dry run
 * @param test the smoke tests' file; null for none
 * @param baseline what they are held against; null for nothing
 * @param gate null for none
 * @param parameters what the user chose, for the provenance
 * @param format says what evidence there should be when kitrail.yaml does
 */
record Plan(
    PreparedFolder folder,
    String reference,
    @Nullable KeyChoice signer,
    @Nullable Path test,
    @Nullable Baseline baseline,
    List<String> attest,
    List<String> embed,
    @Nullable Gatekeeping gate,
    List<PipelineFile.RenderTarget> render,
    Map<String, String> parameters,
    PackFormat format) {

  /**
   * @param keyless where the root of trust for keyless evidence is
   * @param summary null when the verdict is not attached
   */
  record Gatekeeping(Path policy, KeylessFiles keyless, @Nullable SummaryRequest summary) {}

  static Plan make(Run.Request request, Context context) throws KitrailException {
    PreparedFolder folder = PreparedFolder.of(context, request.directory(), request.kitfile());
    folder.check();
    PipelineFile file = PipelineFile.in(request.directory());
    String reference = reference(request, file, folder, context);
    folder.requireName(reference);
    KeyChoice key = request.dryRun() ? null : signer(request, file, reference, context);
    TestStage testing = file.test();
    Path test = testing == null ? null : existing(request.directory(), testing.spec(), "test");
    Gatekeeping gate = gate(request.directory(), file, key);
    check(file, test, folder, context);
    requireSpace(request.directory(), file, folder);
    if (gate != null) {
      check(gate, key, context);
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("command", "run");
    parameters.put("reference", reference);
    return new Plan(
        folder,
        reference,
        key,
        test,
        testing == null ? null : baseline(request, testing, folder, context),
        file.attest(),
        file.embed(),
        gate,
        file.render(),
        parameters,
        format(request.directory(), file));
  }

  private static void check(Gatekeeping gate, @Nullable KeyChoice key, Context context)
      throws KitrailException {
    if (key == null) {
      Gate.required(gate.policy());
      return;
    }
    Gate.check(gate.policy(), key, gate.keyless().certificates(context), context);
    if (gate.summary() != null) {
      gate.summary().check();
    }
  }

  /** Whoever signs; nobody does in a dry run. */
  KeyChoice key() {
    return Objects.requireNonNull(signer, "a dry run signs nothing");
  }

  /** The same repository in the local store, for a dry run. */
  String local() throws KitrailException {
    if (reference.startsWith("store:")) {
      return reference;
    }
    return "store:" + (reference.startsWith("oci:") ? folder.defaultReference() : reference);
  }

  /** Only what somebody wrote down is expected of all copies, not what a run does by itself. */
  private static PackFormat format(Path directory, PipelineFile file) {
    List<String> evidence =
        Stream.of(List.of("signature"), file.attest(), file.embed())
            .flatMap(List::stream)
            .distinct()
            .toList();
    boolean written = Files.exists(directory.resolve(PipelineFile.NAME));
    boolean asksForMore = !file.attest().isEmpty() || !file.embed().isEmpty();
    return written && asksForMore ? PackFormat.DEFAULT.expecting(evidence) : PackFormat.DEFAULT;
  }

  /** What to embed; null for nothing. */
  @Nullable Embed embedding(Test.@Nullable Result tests, Instant began) {
    return embed.isEmpty() ? null : new Embed(key(), embed, parameters, began, tests);
  }

  /** All attestations that must verify when the ModelKit is where it belongs. */
  List<String> expected() {
    return Stream.concat(attest.stream(), embed.stream())
        .distinct()
        .filter(it -> !it.equals("signature"))
        .toList();
  }

  /** The command line first; files are named relative to the folder, as all of kitrail.yaml are. */
  private static KeyChoice signer(
      Run.Request request, PipelineFile file, String reference, Context context)
      throws KitrailException {
    if (request.key() != null || request.keyless() != null) {
      return KeyChoice.forRun(request.key(), request.keyless(), reference, context);
    }
    PipelineFile.Signing signing = file.signing();
    if (signing == null) {
      return KeyChoice.forRun(null, null, reference, context);
    }
    Path directory = request.directory();
    if (signing.key() != null) {
      return KeyChoice.forRun(inFolder(directory, signing.key()), null, reference, context);
    }
    return KeyChoice.forRun(null, keyless(directory, signing), reference, context);
  }

  private static KeylessFiles keyless(Path directory, PipelineFile.@Nullable Signing signing) {
    return signing == null
        ? new KeylessFiles(null, null, null)
        : new KeylessFiles(
            inFolder(directory, signing.identityToken()),
            signing.trustedRoot() == null ? null : directory.resolve(signing.trustedRoot()),
            signing.signingConfig() == null ? null : directory.resolve(signing.signingConfig()));
  }

  private static @Nullable String inFolder(Path directory, @Nullable String name) {
    return name == null || name.startsWith("env:") ? name : directory.resolve(name).toString();
  }

  private static String reference(
      Run.Request request, PipelineFile file, PreparedFolder folder, Context context)
      throws KitrailException {
    Placeholders placeholders = placeholders(request, folder, context);
    if (request.reference() != null) {
      return placeholders.fill(request.reference());
    }
    if (file.reference() != null) {
      return placeholders.fill(file.reference());
    }
    return folder.defaultReference();
  }

  private static Placeholders placeholders(
      Run.Request request, PreparedFolder folder, Context context) {
    Map<String, String> facts = new HashMap<>(folder.placeholders());
    if (request.dryRun()) {
      // A pull request has no tag, and goes nowhere.
      facts.putIfAbsent("git.tag", "dry-run");
    }
    return new Placeholders(facts, context.env());
  }

  /** The command line first; null for none. */
  private static @Nullable Baseline baseline(
      Run.Request request, TestStage testing, PreparedFolder folder, Context context)
      throws KitrailException {
    Baseline given = request.testing().baseline();
    if (given != null || testing.baseline() == null) {
      return given;
    }
    String from = placeholders(request, folder, context).fill(testing.baseline());
    if (Baseline.isFile(request.directory(), from)) {
      from = request.directory().resolve(from).toString();
    }
    return Baseline.of(from, testing.tolerance(), testing.maxSlowdown(), null);
  }

  /** Reads what the stages will read, so that a slip shows now and not after the push. */
  private static void check(
      PipelineFile file, @Nullable Path test, PreparedFolder folder, Context context)
      throws KitrailException {
    if (test != null) {
      Test.check(test, folder, context);
    } else if (file.attest().contains("test-result") || file.embed().contains("test-result")) {
      String field = file.attest().contains("test-result") ? "attest" : "embed";
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          PipelineFile.NAME
              + " wants a test-result attestation but names no tests. Add `test: smoke.yaml`, or take"
              + " test-result out of `"
              + field
              + "`.");
    }
  }

  /** The targets are there, and have room. */
  private static void requireSpace(Path directory, PipelineFile file, PreparedFolder folder)
      throws KitrailException {
    List<DiskForTargets.Wanted> targets =
        file.render().stream()
            .map(it -> new DiskForTargets.Wanted(it.target(), directory.resolve(it.to())))
            .toList();
    DiskForTargets.require(folder, directory, targets);
  }

  private static @Nullable Gatekeeping gate(
      Path directory, PipelineFile file, @Nullable KeyChoice key) throws KitrailException {
    PipelineFile.GateStage stage = file.gate();
    if (stage == null) {
      return null;
    }
    String verifier = stage.verifierId() == null ? SummaryRequest.VERIFIER : stage.verifierId();
    SummaryRequest summary =
        stage.attest() && key != null
            ? new SummaryRequest(true, null, key, verifier, stage.levels(), null)
            : null;
    Path policy = existing(directory, stage.policy(), "gate");
    return policy == null
        ? null
        : new Gatekeeping(policy, keyless(directory, file.signing()), summary);
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
