package io.github.kitrail.content;

import io.github.kitrail.modelkit.Compression;

/**
 * How a ModelKit is packed.
 *
 * @param cliVersion the version of kit whose format is written, for the manifest's annotation
 * @param digestFiles whether each file is hashed on its own too, which costs as much as the layer
 */
public record PackOptions(Compression compression, String cliVersion, boolean digestFiles) {
  /** The version of kit whose bytes Kitrail writes. */
  public static final String KIT_VERSION = "1.7.0";

  /** As kit packs without options. */
  public static PackOptions standard() {
    return new PackOptions(Compression.NONE, KIT_VERSION, false);
  }
}
