package io.github.kitrail.pipeline;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Attest;
import io.github.kitrail.operations.Baseline;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.Embed;
import io.github.kitrail.operations.Gate;
import io.github.kitrail.operations.KeyChoice;
import io.github.kitrail.operations.KeylessFiles;
import io.github.kitrail.operations.LayerSummary;
import io.github.kitrail.operations.PreparedFolder;
import io.github.kitrail.operations.Render;
import io.github.kitrail.operations.ReportFiles;
import io.github.kitrail.operations.Sign;
import io.github.kitrail.operations.TagModelKit;
import io.github.kitrail.operations.Test;
import io.github.kitrail.operations.Verify;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The whole rail: validate, test, push by digest, sign, attest, verify, gate, and only then the
 * tag; at last the folders to deploy from. A failure anywhere leaves the tag where it was.
 */
public final class Run {
  /**
   * @param kitfile null for the folder's own
   * @param reference where the ModelKit goes; null for what kitrail.yaml says
   * @param key the signing key, a file or {@code env:NAME}; null for what kitrail.yaml says
   * @param keyless to sign keylessly; null for what kitrail.yaml says
   * @param testing how the folder's model is tested
   * @param dryRun whether it ends when the folder is packed, into the local store and without a
   *     name; then no key is needed
   */
  public record Request(
      Path directory,
      @Nullable Path kitfile,
      @Nullable String reference,
      @Nullable String key,
      @Nullable KeylessFiles keyless,
      Testing testing,
      boolean dryRun) {}

  /**
   * How the model is tested.
   *
   * @param reports where the results are written
   * @param taken the JSON report of the same test, which is not run again then; null to run it
   * @param baseline what it is compared with; null for nothing
   */
  public record Testing(ReportFiles reports, @Nullable Path taken, @Nullable Baseline baseline) {}

  private static final String DRY_RUN =
      "A dry run: packed into the local store without a tag; nothing was pushed, signed, attested"
          + " or tagged.";

  private final Request request;
  private final Context context;
  private final Stages stages;
  private final Instant began;

  private String reference;
  private @Nullable String digest;
  private List<LayerSummary> layers = List.of();
  private Test.@Nullable Result tests;
  private final List<Sign.Result> signatures = new ArrayList<>();
  private final List<Attest.Result> attestations = new ArrayList<>();
  private List<Verify.Item> embedded = List.of();
  private @Nullable String verdict;
  private final List<Render.Result> rendered = new ArrayList<>();
  private @Nullable String warning;

  private Run(Request request, Context context) {
    this.request = request;
    this.context = context;
    this.stages = new Stages(context);
    this.began = context.clock().instant();
    this.reference =
        request.reference() == null ? request.directory().toString() : request.reference();
  }

  /**
   * Runs all stages. Failures that a user can understand end up in the report, which says how far
   * the run came.
   */
  public static RunReport run(Request request, Context context) {
    Run run = new Run(request, context);
    try {
      run.stages();
      return run.report(null);
    } catch (KitrailException e) {
      List<RunReport.Stage> done = run.stages.done();
      String stage = done.isEmpty() ? "validate" : done.get(done.size() - 1).name();
      return run.report(new RunReport.Failure(stage, e.code(), e.getMessage(), e.remarks()));
    }
  }

  private void stages() throws KitrailException {
    Plan plan = stages.run("validate", () -> Plan.make(request, context));
    reference = plan.reference();
    if (request.dryRun()) {
      reference = copy("pack", plan, plan.local(), test(plan), null);
      warning = DRY_RUN;
      return;
    }
    warning = plan.key().warning();
    Map<String, String> tested = test(plan);
    String pinned = copy("push", plan, reference, tested, plan.embedding(tests, began));
    signatures.add(
        stages.run("sign", () -> Sign.run(new Sign.Request(pinned, plan.key()), context)));
    attest(plan, pinned);
    embedded =
        stages.run("verify", () -> verify(plan, pinned)).verified().stream()
            .filter(it -> it.embedded() != null)
            .toList();
    gate(plan, pinned);
    stages.run("tag", () -> TagModelKit.run(new TagModelKit.Request(pinned, reference), context));
    render(plan, pinned);
  }

  private Map<String, String> test(Plan plan) throws KitrailException {
    if (plan.test() == null) {
      stages.skip("test");
      return Map.of();
    }
    Path spec = plan.test();
    Path taken = request.testing().taken();
    Test.Options options =
        new Test.Options(null, null, request.testing().reports(), baseline(plan));
    Test.Result result =
        stages.run(
            "test",
            () -> {
              tests =
                  taken == null
                      ? Test.folder(plan.folder(), spec, options, context)
                      : Test.taken(plan.folder(), spec, taken, options, context);
              tests.requirePassed();
              return tests;
            });
    return result.testedFiles();
  }

  /** What an earlier run attested with the same key counts. */
  private @Nullable Baseline baseline(Plan plan) {
    Baseline baseline = plan.baseline();
    KeyChoice signer = plan.signer();
    return baseline == null || signer == null ? baseline : baseline.by(signer.forEarlierEvidence());
  }

  private String copy(
      String stage, Plan plan, String to, Map<String, String> tested, @Nullable Embed embed)
      throws KitrailException {
    PreparedFolder.Pushed pushed =
        stages.run(stage, () -> plan.folder().push(to, plan.format(), tested, embed, context));
    digest = pushed.digest();
    layers = pushed.layers();
    return pushed.pinned();
  }

  private void attest(Plan plan, String pinned) throws KitrailException {
    if (plan.attest().isEmpty()) {
      stages.skip("attest");
      return;
    }
    stages.run(
        "attest",
        () -> {
          for (String type : plan.attest()) {
            attestations.add(attestation(type, plan, pinned));
          }
          return attestations;
        });
  }

  private Attest.Result attestation(String type, Plan plan, String pinned) throws KitrailException {
    return switch (type) {
      case "test-result" ->
          Attest.testResult(pinned, Objects.requireNonNull(tests), plan.key(), context);
      case "ml-bom" -> Attest.billOfMaterials(pinned, plan.key(), context);
      case "slsa-provenance" ->
          Attest.provenance(pinned, plan.folder(), plan.parameters(), began, plan.key(), context);
      default -> throw new IllegalStateException("no run makes an attestation " + type);
    };
  }

  /** The signature and every attestation that was just made, read back from where they are now. */
  private Verify.Result verify(Plan plan, String pinned) throws KitrailException {
    return Verify.run(new Verify.Request(pinned, plan.key(), plan.expected(), null), context);
  }

  private void gate(Plan plan, String pinned) throws KitrailException {
    if (plan.gate() == null) {
      stages.skip("gate");
      return;
    }
    Plan.Gatekeeping gate = plan.gate();
    stages.run(
        "gate",
        () -> {
          Gate.Result result =
              Gate.run(
                  new Gate.Request(
                      pinned,
                      gate.policy(),
                      plan.key(),
                      gate.keyless().certificates(context),
                      gate.summary()),
                  context);
          verdict = result.verdict();
          result.requirePassed();
          result.attestation().ifPresent(attestations::add);
          return result;
        });
  }

  private void render(Plan plan, String pinned) throws KitrailException {
    if (plan.render().isEmpty()) {
      stages.skip("render");
      return;
    }
    stages.run(
        "render",
        () -> {
          for (PipelineFile.RenderTarget target : plan.render()) {
            Path to = request.directory().resolve(target.to());
            rendered.add(
                Render.run(
                    new Render.Request(
                        pinned,
                        target.target(),
                        request.directory(),
                        to,
                        target.pullFrom(),
                        target.parameters(),
                        false,
                        null),
                    context));
          }
          return rendered;
        });
  }

  private RunReport report(RunReport.@Nullable Failure failure) {
    return new RunReport(
        reference,
        digest,
        layers,
        tests == null ? null : tests.tests(),
        List.copyOf(signatures),
        List.copyOf(attestations),
        embedded,
        verdict,
        List.copyOf(rendered),
        stages.done(),
        warning,
        failure);
  }
}
