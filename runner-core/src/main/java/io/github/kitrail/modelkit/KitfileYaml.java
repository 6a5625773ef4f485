package io.github.kitrail.modelkit;

/** Writes a Kitfile as kit's unpack writes it. */
public final class KitfileYaml {
  private KitfileYaml() {}

  /** The text of the Kitfile, without the layers' digests. */
  public static String write(Kitfile kitfile) {
    throw new UnsupportedOperationException();
  }
}
