package io.github.kitrail.modelkit;

import io.github.kitrail.KitrailException;

/** The patterns of a {@code .kitignore}: what is left out of layers. */
public final class KitIgnore {
  private KitIgnore() {}

  /**
   * Reads a {@code .kitignore}; an empty text still ignores Kitfiles and {@code .kitignore} itself.
   *
   * @throws KitrailException BAD_INPUT with the line of a pattern that is none
   */
  public static KitIgnore parse(String text) throws KitrailException {
    throw new UnsupportedOperationException();
  }

  /** Whether the patterns leave out this path (relative to the context, clean) or a parent of it. */
  public boolean matches(String path) {
    throw new UnsupportedOperationException();
  }

  /** Whether a pattern takes paths back in, so that an ignored folder must still be walked. */
  public boolean hasExclusions() {
    throw new UnsupportedOperationException();
  }
}
