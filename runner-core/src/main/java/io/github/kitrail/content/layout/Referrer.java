package io.github.kitrail.content.layout;

import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Manifest;

/** The descriptor by which a list of referrers names a manifest. */
public final class Referrer {
  private Referrer() {}

  /**
   * With artifact type and annotations, as registries do it.
   *
   * @see <a
   *     href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#listing-referrers">Listing
   *     referrers</a>
   */
  public static Descriptor describe(Descriptor manifest, Manifest content) {
    String artifactType =
        content.artifactType() == null ? content.config().mediaType() : content.artifactType();
    return new Descriptor(
        manifest.mediaType(),
        manifest.digest(),
        manifest.size(),
        artifactType,
        content.annotations());
  }
}
