package io.github.kitrail.cli;

import io.github.kitrail.operations.Diff;
import io.github.kitrail.operations.LayerSummary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The layers of two ModelKits, side by side.
 *
 * @param same how many are in both
 * @param before the size of the first one's layers in all, in bytes
 * @param after the same of the second one
 */
record LayerChanges(List<Change> changes, int same, long before, long after) {
  /**
   * @param name what the Kitfile calls it, or its type
   * @param before null when it is new
   * @param after null when it is gone
   */
  record Change(String name, @Nullable LayerSummary before, @Nullable LayerSummary after) {}

  static LayerChanges of(Diff.Result diff) {
    List<LayerSummary> gone = new ArrayList<>(diff.onlyFirst());
    List<Change> changes = new ArrayList<>();
    for (LayerSummary after : diff.onlySecond()) {
      LayerSummary before =
          gone.stream().filter(it -> name(it).equals(name(after))).findFirst().orElse(null);
      gone.remove(before);
      changes.add(new Change(name(after), before, after));
    }
    gone.forEach(it -> changes.add(new Change(name(it), it, null)));
    long shared = size(diff.shared());
    return new LayerChanges(
        changes,
        diff.shared().size(),
        shared + size(diff.onlyFirst()),
        shared + size(diff.onlySecond()));
  }

  private static String name(LayerSummary layer) {
    return layer.path() == null ? layer.mediaType() : layer.path();
  }

  private static long size(List<LayerSummary> layers) {
    return layers.stream().mapToLong(LayerSummary::size).sum();
  }

  /** {@code +1.5 MiB}, {@code -3 B} or {@code the same size}. */
  static String difference(long before, long after) {
    String sign = after > before ? "+" : "-";
    return before == after ? "the same size" : sign + Bytes.format(Math.abs(after - before));
  }
}
