package io.github.kitrail.evidence.embedded;

import io.github.kitrail.content.folder.DocumentReader;
import io.github.kitrail.modelkit.ContextPath;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.KitfileLayer;
import io.github.kitrail.modelkit.LayerKind;

/**
 * How attestations lie in a ModelKit: as files of a folder that is its last layer, a documentation
 * layer for all who do not know better. {@code docs/embedded-attestations.md} is this in words.
 */
public final class EmbeddedFormat {
  /** The folder, and the Kitfile's path for the layer. */
  public static final String PATH = ".kitrail/attestations";

  /** No other description is taken, so that nothing in the entry is free. */
  static final String DESCRIPTION =
      "Embedded attestations, version 1: sigstore bundles about everything else in this ModelKit";

  /** What sigstore's tools call a file with a bundle. */
  static final String SUFFIX = ".sigstore.json";

  static final int MAX_BUNDLES = 64;
  static final int MAX_BUNDLE_BYTES = 10 * 1024 * 1024;

  /** All of them are in memory at once. */
  static final int MAX_BYTES = 32 * 1024 * 1024;

  private EmbeddedFormat() {}

  /** The Kitfile's entry, before the layer is there. */
  static Kitfile.Docs element() {
    return new Kitfile.Docs(PATH, DESCRIPTION, null);
  }

  /** Whether the Kitfile has an entry for such a layer, whatever that layer is. */
  public static boolean isIn(Kitfile kitfile) {
    return kitfile.docs().stream().anyMatch(EmbeddedFormat::isElement);
  }

  static boolean isElement(Kitfile.Docs docs) {
    return ContextPath.clean(docs.path()).equals(PATH);
  }

  /** The layer of a Kitfile whose other documentation is this many elements. */
  static KitfileLayer layer(int docs) {
    return new KitfileLayer(LayerKind.DOCS, docs, null, PATH, null);
  }

  static DocumentReader reader() {
    return new DocumentReader(PATH, MAX_BUNDLES, MAX_BUNDLE_BYTES, MAX_BYTES);
  }
}
