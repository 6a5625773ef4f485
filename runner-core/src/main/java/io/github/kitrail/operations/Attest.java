package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.evidence.Statement;
import io.github.kitrail.evidence.predicate.Predicate;
import io.github.kitrail.evidence.predicate.PredicateFile;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.inference.report.TestReport;
import io.github.kitrail.modelkit.AssetLayer;
import io.github.kitrail.modelkit.Assets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signs a statement about a ModelKit and attaches it. */
public final class Attest {
  private Attest() {}

  /**
   * @param type a short name or a URI
   * @param predicate a file of JSON; null for what Kitrail makes itself, a bill of materials or a
   *     signature of the files
   * @param report the JSON report of a test of this ModelKit, which the predicate is made of; null
   *     for none
   * @param asset the one that the statement is about, such as {@code datasets:train}; null for the
   *     ModelKit as a whole
   * @param bundle where the bundle for model_signing is written; null for nowhere
   */
  public record Request(
      String reference,
      String type,
      @Nullable Path predicate,
      @Nullable Path report,
      @Nullable String asset,
      @Nullable Path bundle,
      KeyChoice key) {}

  /**
   * @param predicateType the URI
   * @param digest of the attestation's manifest
   * @param bundle the file that was written; null for none
   * @param legacyTag where it is for cosign 2, too; null when that was not asked for
   */
  public record Result(
      String predicateType, String digest, @Nullable String bundle, @Nullable String legacyTag) {
    static Result of(Predicate predicate, Sign.Attached attached) {
      return new Result(predicate.type(), attached.digest(), null, attached.legacyTag());
    }
  }

  public static Result run(Request request, Context context) throws KitrailException {
    String type = PredicateType.parse(request.type());
    if (type.equals(PredicateType.MODEL_SIGNING)) {
      return modelSignature(request, context);
    }
    if (request.bundle() != null) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "--bundle is for --type model-signing; other types are attached only.");
    }
    if (request.report() != null) {
      return reported(request, type, request.report(), context);
    }
    if (request.predicate() != null) {
      Predicate predicate = PredicateFile.read(type, request.predicate());
      return request.asset() == null
          ? attach(request.reference(), predicate, request.key(), context)
          : attachToAsset(request.reference(), request.asset(), predicate, request.key(), context);
    }
    if (request.asset() != null) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "What is said about the asset "
              + request.asset()
              + " must be given with --predicate FILE; only about the whole ModelKit something is"
              + " made here.");
    }
    if (type.equals(PredicateType.CYCLONEDX)) {
      return billOfMaterials(request.reference(), request.key(), context);
    }
    throw new KitrailException(
        ErrorCode.BAD_INPUT,
        "A predicate of type "
            + PredicateType.display(type)
            + " is not made here: give it with --predicate FILE, or a test-result with --report FILE."
            + " Without a file, only ml-bom and model-signing are made.");
  }

  private static Result reported(Request request, String type, Path file, Context context)
      throws KitrailException {
    if (!type.equals(PredicateType.TEST_RESULT)
        || request.predicate() != null
        || request.asset() != null) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "--report is for --type test-result, and says all of it about the whole ModelKit: leave"
              + " --predicate and --asset out.");
    }
    ModelKit modelKit =
        ModelKit.read(context.locations().open(request.reference()), context.retry());
    TestReport report = Baseline.report(file);
    if (!report.target().endsWith("@" + modelKit.descriptor().digest())) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "The report "
              + file
              + " is about "
              + report.target()
              + ", and not about "
              + modelKit.pinned()
              + ". Make one with `kitrail test "
              + request.reference()
              + " --spec FILE --report FILE`.");
    }
    Test.Result tests =
        TestRun.result(report, report.spec().name(), Map.of(), ReportFiles.NONE, List.of());
    return attach(modelKit, TestPredicate.of(tests), request.key(), context);
  }

  private static Result modelSignature(Request request, Context context) throws KitrailException {
    if (request.predicate() != null || request.asset() != null) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "--type model-signing says which files the whole ModelKit unpacks to, and that is"
              + " computed here: leave --predicate and --asset out.");
    }
    ModelKit modelKit =
        ModelKit.read(context.locations().open(request.reference()), context.retry());
    Predicate files = SignModel.run(modelKit, request.bundle(), request.key(), context);
    Result attached = attach(modelKit, files, request.key(), context);
    return request.bundle() == null
        ? attached
        : new Result(
            attached.predicateType(),
            attached.digest(),
            request.bundle().toString(),
            attached.legacyTag());
  }

  /** What the ModelKit consists of. */
  public static Result billOfMaterials(String reference, KeyChoice key, Context context)
      throws KitrailException {
    ModelKit modelKit = ModelKit.read(context.locations().open(reference), context.retry());
    return attach(modelKit, BillOfMaterials.of(modelKit, context), key, context);
  }

  /** What came out of the smoke tests. */
  public static Result testResult(
      String reference, Test.Result tests, KeyChoice key, Context context) throws KitrailException {
    return attach(reference, TestPredicate.of(tests), key, context);
  }

  /**
   * How the ModelKit was built: by whom, from what.
   *
   * @param chosen what the user chose, such as the reference
   * @param began when the build began
   */
  public static Result provenance(
      String reference,
      PreparedFolder folder,
      Map<String, String> chosen,
      Instant began,
      KeyChoice key,
      Context context)
      throws KitrailException {
    ModelKit modelKit = ModelKit.read(context.locations().open(reference), context.retry());
    Predicate predicate =
        new BuildProvenance(folder, chosen, began)
            .predicate(
                modelKit.kitfile(), modelKit.manifest(), context.clock().instant(), key.signedAs());
    return attach(modelKit, predicate, key, context);
  }

  private static Result attach(
      String reference, Predicate predicate, KeyChoice key, Context context)
      throws KitrailException {
    return attach(
        ModelKit.read(context.locations().open(reference), context.retry()),
        predicate,
        key,
        context);
  }

  private static Result attachToAsset(
      String reference, String asset, Predicate predicate, KeyChoice key, Context context)
      throws KitrailException {
    ModelKit modelKit = ModelKit.read(context.locations().open(reference), context.retry());
    Assets assets = Assets.of(modelKit.manifest(), modelKit.kitfile());
    AssetLayer layer = assets.require(asset);
    String name = modelKit.location().reference().repositoryName() + " " + assets.name(layer);
    Statement statement = Statement.about(layer.descriptor().digest(), name, predicate);
    return Result.of(predicate, Sign.attach(modelKit, layer, statement, key, context));
  }

  private static Result attach(
      ModelKit modelKit, Predicate predicate, KeyChoice key, Context context)
      throws KitrailException {
    String name = modelKit.location().reference().repositoryName();
    Statement statement = Statement.about(modelKit.descriptor().digest(), name, predicate);
    return Result.of(predicate, Sign.attach(modelKit, statement, key, context));
  }
}
