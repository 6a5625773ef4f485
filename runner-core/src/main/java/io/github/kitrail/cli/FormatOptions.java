package io.github.kitrail.cli;

import io.github.kitrail.operations.PackFormat;
import picocli.CommandLine.Option;

/** How a folder becomes a ModelKit. */
final class FormatOptions {
  @Option(
      names = "--compression",
      paramLabel = "none|gzip|gzip-fastest",
      defaultValue = "none",
      description = "Compression of the layers.")
  String compression = "none";

  @Option(
      names = "--cli-version",
      paramLabel = "VERSION",
      defaultValue = PackFormat.KIT_VERSION,
      description = "The kit version that the manifest's annotation names.")
  String cliVersion = PackFormat.KIT_VERSION;

  PackFormat format() {
    return new PackFormat(compression, cliVersion);
  }
}
