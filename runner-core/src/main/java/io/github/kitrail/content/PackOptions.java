package io.github.kitrail.content;

import io.github.kitrail.modelkit.Compression;
import io.github.kitrail.modelkit.Manifest;
import java.util.HashMap;
import java.util.Map;

/**
 * How a ModelKit is packed.
 *
 * @param cliVersion the version of kit whose format is written, for the manifest's annotation
 * @param digestFiles whether each file is hashed on its own too, which costs as much as the layer
 * @param moreAnnotations of the manifest, beside kit's
 */
public record PackOptions(
    Compression compression,
    String cliVersion,
    boolean digestFiles,
    Map<String, String> moreAnnotations) {
  /** The version of kit whose bytes Kitrail writes. */
  public static final String KIT_VERSION = "1.7.0";

  public PackOptions {
    moreAnnotations = Map.copyOf(moreAnnotations);
  }

  /** With kit's annotation only. */
  public PackOptions(Compression compression, String cliVersion, boolean digestFiles) {
    this(compression, cliVersion, digestFiles, Map.of());
  }

  /** As kit packs without options. */
  public static PackOptions standard() {
    return new PackOptions(Compression.NONE, KIT_VERSION, false);
  }

  Map<String, String> annotations() {
    Map<String, String> all = new HashMap<>(moreAnnotations);
    all.put(Manifest.CLI_VERSION, cliVersion);
    return all;
  }
}
