package io.github.kitrail.operations;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Location;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.content.folder.FolderSink;
import io.github.kitrail.content.folder.UnpackOptions;
import io.github.kitrail.content.folder.UnpackPart;
import io.github.kitrail.modelkit.LayerKind;
import io.github.kitrail.modelkit.UnpackFilter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Lays a ModelKit's files out in a folder, every byte verified; its base ModelKits' models with
 * them.
 */
public final class Unpack {
  private static final String MODEL = LayerKind.MODEL.filterName();

  private Unpack() {}

  /**
   * @param reference in the store, else in the registry that it names
   * @param filters what to unpack; empty for all
   * @param expected what evidence it should have where it is read from
   */
  public record Request(
      String reference,
      Path directory,
      List<String> filters,
      boolean overwrite,
      boolean ignoreExisting,
      Expected expected) {}

  /**
   * Where it lies now.
   *
   * @param warnings what was told about evidence that should be there
   */
  public record Result(
      String reference,
      String digest,
      String directory,
      List<LayerSummary> layers,
      List<String> warnings) {}

  public static Result run(Request request, Context context) throws KitrailException {
    return run(
        request,
        context.locations().storeThenRegistry(request.reference(), context.retry()),
        context);
  }

  /** The same from its registry, whatever the store has. */
  public static Result fromRegistry(Request request, Context context) throws KitrailException {
    return run(request, context.locations().inRegistry(request.reference()), context);
  }

  private static Result run(Request request, Location location, Context context)
      throws KitrailException {
    List<UnpackFilter> filters = new ArrayList<>();
    for (String filter : request.filters()) {
      filters.add(UnpackFilter.parse(filter));
    }
    ModelKit modelKit = ModelKit.read(location, context.retry());
    List<String> warnings = request.expected().check(modelKit, context);
    UnpackOptions options = new UnpackOptions(request.overwrite(), request.ignoreExisting());
    List<ModelKit> bases =
        ofBases(filters).isEmpty() ? List.of() : Bases.of(modelKit, context).links();
    into(modelKit, bases, request.directory(), filters, options, context);
    return new Result(
        modelKit.pinned(),
        modelKit.descriptor().digest().toString(),
        request.directory().toString(),
        LayerSummary.of(modelKit.manifest(), modelKit.kitfile()),
        warnings);
  }

  /**
   * The bases' models first, the deepest first, as kit does; then the ModelKit's own layers; all in
   * place at once.
   *
   * @param bases what it stands on, the nearest first
   */
  static void into(
      ModelKit modelKit,
      List<ModelKit> bases,
      Path directory,
      List<UnpackFilter> filters,
      UnpackOptions options,
      Context context)
      throws KitrailException {
    List<ModelKit> modelKits = new ArrayList<>(List.of(modelKit));
    List<UnpackPart> parts = new ArrayList<>();
    parts.add(new UnpackPart(modelKit.manifest(), modelKit.kitfile(), filters));
    for (ModelKit base : bases) {
      modelKits.add(0, base);
      parts.add(0, new UnpackPart(base.manifest(), base.kitfile(), ofBases(filters)));
    }
    try (FolderSink sink = FolderSink.open(directory, parts, options)) {
      for (ModelKit each : modelKits) {
        context.copier().copy(each.location().place(), each.descriptor(), sink, sink::accepts);
      }
    }
  }

  /** What is wanted of the bases: their models; nothing when no filter wants a model. */
  private static List<UnpackFilter> ofBases(List<UnpackFilter> filters) throws KitrailException {
    if (filters.isEmpty()) {
      return List.of(UnpackFilter.parse(MODEL));
    }
    List<UnpackFilter> models = new ArrayList<>();
    for (UnpackFilter filter : filters) {
      if (filter.kinds().contains(MODEL)) {
        models.add(new UnpackFilter(Set.of(MODEL), filter.namesOrPaths()));
      }
    }
    return models;
  }
}
