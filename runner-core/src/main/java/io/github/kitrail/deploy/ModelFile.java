package io.github.kitrail.deploy;

import io.github.kitrail.modelkit.Digest;

/**
 * A file that a server loads: the model's weights, or an adapter for them.
 *
 * @param path where it is in the unpacked ModelKit, with {@code /}
 * @param entry the {@code path} of the Kitfile's model or part that brings it; the same, unless
 *     that is a folder
 * @param modelKit the manifest that carries it: the ModelKit's own, or that of one of its bases
 */
public record ModelFile(String path, String entry, Digest modelKit) {
  /** The last part of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
