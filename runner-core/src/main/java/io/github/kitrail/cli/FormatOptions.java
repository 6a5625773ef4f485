package io.github.kitrail.cli;

import io.github.kitrail.operations.PackFormat;
import java.util.ArrayList;
import java.util.List;
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

  @Option(
      names = "--expect",
      paramLabel = "TYPE",
      description =
          "Writes into the manifest that the ModelKit should have this evidence, so that others are warned when"
              + " it is not there: signature, or a predicate type by short name or URI. Can be repeated.")
  List<String> expected = new ArrayList<>();

  PackFormat format() {
    return new PackFormat(compression, cliVersion, expected);
  }
}
