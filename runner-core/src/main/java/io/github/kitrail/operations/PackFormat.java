package io.github.kitrail.operations;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.PackOptions;
import io.github.kitrail.evidence.ExpectedEvidence;
import io.github.kitrail.modelkit.Compression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a folder becomes a ModelKit.
 *
 * @param compression {@code none}, {@code gzip} or {@code gzip-fastest}
 * @param cliVersion the kit version that the manifest's annotation names
 * @param expected the evidence that the manifest says it should have: {@code signature}, predicate
 *     types by short name or URI; empty, and the manifest says nothing
 */
public record PackFormat(String compression, String cliVersion, List<String> expected) {
  /** The kit whose format is written. */
  public static final String KIT_VERSION = PackOptions.KIT_VERSION;

  /** No compression: models hardly compress, and kit does the same. */
  public static final PackFormat DEFAULT = new PackFormat("none", KIT_VERSION, List.of());

  public PackFormat {
    expected = List.copyOf(expected);
  }

  /** The same, of a ModelKit that should have this evidence. */
  public PackFormat expecting(List<String> evidence) {
    return new PackFormat(compression, cliVersion, evidence);
  }

  PackOptions options() throws KitrailException {
    List<String> types = new ArrayList<>();
    for (String word : expected) {
      types.add(ExpectedEvidence.parse(word));
    }
    Map<String, String> annotations =
        types.isEmpty()
            ? Map.of()
            : Map.of(ExpectedEvidence.ANNOTATION, ExpectedEvidence.write(types));
    return new PackOptions(Compression.parse(compression), cliVersion, false, annotations);
  }
}
