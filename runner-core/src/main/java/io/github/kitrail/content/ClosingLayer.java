package io.github.kitrail.content;

import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.Manifest;

/** A last layer of documentation that is made when all other layers are known, from them. */
public interface ClosingLayer {
  /** Its element in the Kitfile, which comes after all others. */
  Kitfile.Docs element();

  /**
   * Makes it.
   *
   * @param kitfile with the digests of the other layers
   * @param manifest as it would be without this layer
   */
  PendingLayer after(Kitfile kitfile, Manifest manifest, PackOptions options)
      throws KitrailException;
}
