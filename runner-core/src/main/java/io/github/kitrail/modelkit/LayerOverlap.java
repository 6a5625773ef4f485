package io.github.kitrail.modelkit;

import java.util.List;

/**
 * Which layer a path goes to when layers lie in each other: the deepest.
 *
 * @param paths of all layers, clean
 */
public record LayerOverlap(List<String> paths) {
  public LayerOverlap {
    paths = List.copyOf(paths);
  }

  /** Whether a path in a layer is left out of it because another, deeper layer holds it. */
  public boolean belongsElsewhere(String path, String layerPath) {
    throw new UnsupportedOperationException();
  }
}
