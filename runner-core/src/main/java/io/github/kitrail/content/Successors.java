package io.github.kitrail.content;

import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Index;
import io.github.kitrail.modelkit.Manifest;
import java.util.ArrayList;
import java.util.List;

/** What a manifest or an index names, without its subject. */
public final class Successors {
  private Successors() {}

  /**
   * @param bytes what the descriptor names
   * @throws KitrailException BAD_INPUT when it is neither manifest nor index
   */
  public static List<Descriptor> of(Descriptor manifest, byte[] bytes) throws KitrailException {
    if (isIndex(manifest)) {
      return Index.parse(bytes).manifests();
    }
    Manifest parsed = Manifest.parse(bytes);
    List<Descriptor> successors = new ArrayList<>(parsed.layers());
    successors.add(parsed.config());
    return successors;
  }

  /** Whether this is a list of manifests, by OCI's or Docker's type. */
  public static boolean isIndex(Descriptor manifest) {
    return manifest.mediaType().contains(".index.")
        || manifest.mediaType().contains(".manifest.list.");
  }
}
