package io.github.kitrail.modelkit;

import io.github.kitrail.KitrailException;

/** The paths of an archive's entries so far; finds those that are one file on some systems. */
public final class EntryNames {
  /**
   * @param path as {@link EntryPath#check} returned it
   * @throws KitrailException HOSTILE_CONTENT when it differs only in case from an earlier one
   */
  public void add(String path) throws KitrailException {
    throw new UnsupportedOperationException();
  }
}
