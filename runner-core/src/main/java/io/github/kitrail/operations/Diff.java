package io.github.kitrail.operations;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Location;
import io.github.kitrail.content.ModelKit;
import java.util.ArrayList;
import java.util.List;

/** What two ModelKits share and what each has alone. */
public final class Diff {
  private static final String LOCAL = "local://";
  private static final String REMOTE = "remote://";

  private Diff() {}

  /**
   * Each reference in the store, else in its registry; {@code local://} and {@code remote://} say
   * which.
   */
  public record Request(String first, String second) {}

  /**
   * @param identical whether both are one and the same manifest
   */
  public record Result(
      String first,
      String second,
      boolean identical,
      boolean sameConfig,
      boolean sameAnnotations,
      List<LayerSummary> shared,
      List<LayerSummary> onlyFirst,
      List<LayerSummary> onlySecond) {}

  public static Result run(Request request, Context context) throws KitrailException {
    ModelKit first = read(request.first(), context);
    ModelKit second = read(request.second(), context);
    List<LayerSummary> firstLayers = LayerSummary.of(first.manifest(), first.kitfile());
    List<LayerSummary> secondLayers = LayerSummary.of(second.manifest(), second.kitfile());
    return new Result(
        first.pinned(),
        second.pinned(),
        first.descriptor().digest().equals(second.descriptor().digest()),
        first.manifest().config().digest().equals(second.manifest().config().digest()),
        first.manifest().annotations().equals(second.manifest().annotations()),
        pick(secondLayers, firstLayers, true),
        pick(firstLayers, secondLayers, false),
        pick(secondLayers, firstLayers, false));
  }

  private static List<LayerSummary> pick(
      List<LayerSummary> from, List<LayerSummary> other, boolean shared) {
    List<LayerSummary> picked = new ArrayList<>();
    for (LayerSummary layer : from) {
      if (other.stream().anyMatch(candidate -> candidate.digest().equals(layer.digest()))
          == shared) {
        picked.add(layer);
      }
    }
    return picked;
  }

  private static ModelKit read(String text, Context context) throws KitrailException {
    Location location;
    if (text.startsWith(REMOTE)) {
      location = context.locations().inRegistry(text.substring(REMOTE.length()));
    } else if (text.startsWith(LOCAL)) {
      location = context.locations().inStore(text.substring(LOCAL.length()));
    } else {
      location = context.locations().storeThenRegistry(text, context.retry());
    }
    return ModelKit.read(location, context.retry());
  }
}
