package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.CopyResult;
import io.github.kitrail.content.Location;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.content.Place;
import java.util.List;

/**
 * Copies one ModelKit between two places: push from the store, pull into it, promote from any to
 * any. The tag is set last.
 */
public final class CopyModelKit {
  private CopyModelKit() {}

  /**
   * @param withEvidence whether all that refers to the ModelKit goes along
   */
  public record Request(Location from, Location to, boolean withEvidence) {}

  /**
   * @param reference where the ModelKit is now
   * @param movedBytes bytes of layers and config that had to move
   * @param skippedBytes bytes that were there already
   * @param evidence how many signatures and attestations went along
   * @param warnings what was told about evidence that should be there
   */
  public record Result(
      String reference,
      String digest,
      List<LayerSummary> layers,
      long movedBytes,
      long skippedBytes,
      int evidence,
      List<String> warnings) {
    private Result warning(List<String> of) {
      return new Result(reference, digest, layers, movedBytes, skippedBytes, evidence, of);
    }
  }

  /** From the store to the registry that the reference, or the second one, names. */
  public static Result push(String source, String destination, Context context)
      throws KitrailException {
    return run(
        new Request(
            context.locations().inStore(source),
            context.locations().inRegistry(destination),
            false),
        context);
  }

  /**
   * From a registry into the store, under the same name; the ModelKits that it stands on come
   * along.
   *
   * @param expected what evidence it should have at the registry
   */
  public static Result pull(String reference, Expected expected, Context context)
      throws KitrailException {
    ModelKit modelKit = ModelKit.read(context.locations().inRegistry(reference), context.retry());
    List<String> warnings = expected.check(modelKit, context);
    Result result =
        copy(modelKit, context.locations().inStore(reference), true, context).warning(warnings);
    Bases.pull(modelKit, context);
    return result;
  }

  /** From any place to any other, with all evidence. */
  public static Result promote(String source, String destination, Context context)
      throws KitrailException {
    return run(
        new Request(context.locations().open(source), context.locations().open(destination), true),
        context);
  }

  static Result run(Request request, Context context) throws KitrailException {
    ModelKit modelKit = ModelKit.read(request.from(), context.retry());
    return copy(modelKit, request.to(), request.withEvidence(), context);
  }

  /** Copies what has been resolved already, whatever its tag means by now. */
  static Result copy(ModelKit modelKit, Location to, boolean withEvidence, Context context)
      throws KitrailException {
    if (to.reference().digest() == null) {
      to.requireTags();
    }
    if (to.reference().digest() != null
        && !to.reference().digest().equals(modelKit.descriptor().digest())) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "The target "
              + to.display()
              + " names another digest than "
              + modelKit.pinned()
              + ". Leave the digest out.");
    }
    Place from = modelKit.location().place();
    CopyResult copied =
        context.copier().copy(from, modelKit.descriptor(), to.place(), layer -> true);
    int evidence =
        withEvidence
            ? context.copier().copyReferrers(from, modelKit.descriptor(), to.place()).size()
            : 0;
    to.tag(modelKit.descriptor(), context.retry());
    return new Result(
        to.display(),
        modelKit.descriptor().digest().toString(),
        LayerSummary.of(modelKit.manifest(), modelKit.kitfile()),
        copied.bytesMoved(),
        copied.bytesSkipped(),
        evidence,
        List.of());
  }
}
