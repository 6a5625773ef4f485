package io.github.kitrail.modelkit;

import io.github.kitrail.KitrailException;

/** Reads a folder's Kitfile, strictly. */
public final class KitfileReader {
  private KitfileReader() {}

  /**
   * @param name what the user calls the file, for messages
   * @throws KitrailException BAD_INPUT with line and column
   */
  public static Kitfile parse(String text, String name) throws KitrailException {
    throw new UnsupportedOperationException();
  }
}
