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
import java.util.Collections;
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
   */
  public record Request(
      String reference,
      Path directory,
      List<String> filters,
      boolean overwrite,
      boolean ignoreExisting) {}

  /** Where it lies now. */
  public record Result(
      String reference, String digest, String directory, List<LayerSummary> layers) {}

  public static Result run(Request request, Context context) throws KitrailException {
    List<UnpackFilter> filters = new ArrayList<>();
    for (String filter : request.filters()) {
      filters.add(UnpackFilter.parse(filter));
    }
    Location location = context.locations().storeThenRegistry(request.reference(), context.retry());
    ModelKit modelKit = ModelKit.read(location, context.retry());
    UnpackOptions options = new UnpackOptions(request.overwrite(), request.ignoreExisting());
    into(modelKit, request.directory(), filters, options, context);
    return new Result(
        modelKit.pinned(),
        modelKit.descriptor().digest().toString(),
        request.directory().toString(),
        LayerSummary.of(modelKit.manifest(), modelKit.kitfile()));
  }

  /** Into a folder of our own, where nothing can be in the way. */
  static void into(ModelKit modelKit, Path directory, List<UnpackFilter> filters, Context context)
      throws KitrailException {
    into(modelKit, directory, filters, UnpackOptions.NONE, context);
  }

  /**
   * The bases' models first, the deepest first, as kit does; then the ModelKit's own layers; all in
   * place at once.
   */
  static void into(
      ModelKit modelKit,
      Path directory,
      List<UnpackFilter> filters,
      UnpackOptions options,
      Context context)
      throws KitrailException {
    List<UnpackFilter> ofBases =
        filters.isEmpty() ? List.of(UnpackFilter.parse(MODEL)) : models(filters);
    List<ModelKit> modelKits = new ArrayList<>();
    List<UnpackPart> parts = new ArrayList<>();
    if (!ofBases.isEmpty()) {
      List<ModelKit> bases =
          new ArrayList<>(
              Bases.of(modelKit.kitfile(), modelKit.location().display(), context).links());
      Collections.reverse(bases);
      for (ModelKit base : bases) {
        modelKits.add(base);
        parts.add(new UnpackPart(base.manifest(), base.kitfile(), ofBases));
      }
    }
    modelKits.add(modelKit);
    parts.add(new UnpackPart(modelKit.manifest(), modelKit.kitfile(), filters));
    try (FolderSink sink = FolderSink.open(directory, parts, options)) {
      for (ModelKit each : modelKits) {
        context.copier().copy(each.location().place(), each.descriptor(), sink, sink::accepts);
      }
    }
  }

  private static List<UnpackFilter> models(List<UnpackFilter> filters) {
    List<UnpackFilter> models = new ArrayList<>();
    for (UnpackFilter filter : filters) {
      if (filter.kinds().contains(MODEL)) {
        models.add(new UnpackFilter(Set.of(MODEL), filter.namesOrPaths()));
      }
    }
    return models;
  }
}
