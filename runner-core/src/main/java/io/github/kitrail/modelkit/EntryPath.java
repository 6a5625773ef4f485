package io.github.kitrail.modelkit;

import io.github.kitrail.KitrailException;

/** The path of an archive's entry, which nobody has checked yet. */
public final class EntryPath {
  private EntryPath() {}

  /**
   * The clean relative path that an entry's name means.
   *
   * @throws KitrailException HOSTILE_CONTENT when it could land outside of the folder it is
   *     unpacked into, or is no name on some system
   */
  public static String check(String name) throws KitrailException {
    throw new UnsupportedOperationException();
  }
}
