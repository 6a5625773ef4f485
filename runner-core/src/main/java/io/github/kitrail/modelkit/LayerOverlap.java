package io.github.kitrail.modelkit;

import java.util.List;

/**
 * Which layer a path goes to when layers lie in each other: the deepest. kit compares the paths'
 * characters, so that beside a layer {@code model/train} the file {@code model/train.bin} is in no
 * layer at all; here the paths' segments are compared.
 *
 * @param paths of all layers, clean
 */
public record LayerOverlap(List<String> paths) {
  public LayerOverlap {
    paths = List.copyOf(paths);
  }

  /**
   * Whether a path is left out of a layer because another layer, below it, holds it.
   *
   * @param path clean
   * @param layerPath clean
   */
  public boolean belongsElsewhere(String path, String layerPath) {
    for (String other : paths) {
      if (!ContextPath.isWithin(layerPath, other) && ContextPath.isWithin(path, other)) {
        return true;
      }
    }
    return false;
  }
}
