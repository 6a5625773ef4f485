package io.github.kitrail.modelkit;

import io.github.kitrail.KitrailException;

/** The config of a ModelKit: its Kitfile as JSON, with the digests of the layers. */
public final class KitfileConfig {
  private KitfileConfig() {}

  /** The bytes that kit writes for this Kitfile. */
  public static byte[] toBytes(Kitfile kitfile) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads the config of any version of kit; unknown fields are ignored.
   *
   * @throws KitrailException BAD_INPUT when it is no JSON object, or a field has a wrong type
   */
  public static Kitfile parse(byte[] bytes) throws KitrailException {
    throw new UnsupportedOperationException();
  }
}
