package io.github.kitrail.content;

import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.KitfileConfig;
import io.github.kitrail.modelkit.Manifest;

/**
 * A ModelKit that was found and read: its reference resolved once, to a digest that is used from
 * now on.
 */
public record ModelKit(
    Location location, Descriptor descriptor, Manifest manifest, Kitfile kitfile) {

  /**
   * Resolves a location and reads manifest and Kitfile, each verified.
   *
   * @throws KitrailException NOT_FOUND, ACCESS_DENIED, DIGEST_MISMATCH, or BAD_INPUT when it is no
   *     ModelKit
   */
  public static ModelKit read(Location location, Retry retry) throws KitrailException {
    return read(location, location.resolve(retry), retry);
  }

  /** The same for a manifest that is known already. */
  public static ModelKit read(Location location, Descriptor descriptor, Retry retry)
      throws KitrailException {
    return retry.run(
        "read " + location.display(),
        reason -> {},
        () -> {
          Manifest manifest =
              Manifest.parse(location.place().read(descriptor)).requireModelKit(location.display());
          byte[] config = location.place().read(manifest.config());
          return new ModelKit(location, descriptor, manifest, KitfileConfig.parse(config));
        });
  }

  /** The reference with the digest, as it is printed and recorded. */
  public String pinned() {
    return location.pinned(descriptor);
  }
}
