package io.github.kitrail.modelkit;

import io.github.kitrail.KitrailException;
import java.util.Set;

/**
 * Which parts of a ModelKit are wanted: {@code model}, {@code datasets:train,test},
 * {@code kitfile,docs}.
 *
 * @param kinds the words before the colon
 * @param namesOrPaths those after it; empty for all
 */
public record UnpackFilter(Set<String> kinds, Set<String> namesOrPaths) {
  public UnpackFilter {
    kinds = Set.copyOf(kinds);
    namesOrPaths = Set.copyOf(namesOrPaths);
  }

  /**
   * Reads one {@code --filter}.
   *
   * @throws KitrailException BAD_INPUT
   */
  public static UnpackFilter parse(String text) throws KitrailException {
    throw new UnsupportedOperationException();
  }

  /** Whether this layer is wanted, by its kind and by its name or path. */
  public boolean matches(KitfileLayer layer) {
    throw new UnsupportedOperationException();
  }

  /** Whether the Kitfile itself is wanted. */
  public boolean matchesKitfile() {
    return kinds.contains("kitfile");
  }
}
