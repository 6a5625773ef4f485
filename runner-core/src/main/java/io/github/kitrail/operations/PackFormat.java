package io.github.kitrail.operations;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.PackOptions;
import io.github.kitrail.modelkit.Compression;

/**
 * How a folder becomes a ModelKit.
 *
 * @param compression {@code none}, {@code gzip} or {@code gzip-fastest}
 * @param cliVersion the kit version that the manifest's annotation names
 */
public record PackFormat(String compression, String cliVersion) {
  /** The kit whose format is written. */
  public static final String KIT_VERSION = PackOptions.KIT_VERSION;

  /** No compression: models hardly compress, and kit does the same. */
  public static final PackFormat DEFAULT = new PackFormat("none", KIT_VERSION);

  PackOptions options() throws KitrailException {
    return new PackOptions(Compression.parse(compression), cliVersion, false);
  }
}
