package io.github.kitrail.modelkit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What names a blob or a manifest: its type, digest and size in bytes.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md">OCI
 *     descriptor</a>
 */
public record Descriptor(
    String mediaType,
    Digest digest,
    long size,
    @Nullable String artifactType,
    Map<String, String> annotations) {

  public Descriptor {
    if (size < 0) {
      throw new IllegalArgumentException("negative size: " + size);
    }
    annotations = Map.copyOf(annotations);
  }

  public Descriptor(String mediaType, Digest digest, long size) {
    this(mediaType, digest, size, null, Map.of());
  }

  /** Names these bytes. */
  public static Descriptor of(String mediaType, byte[] content) {
    return new Descriptor(mediaType, Digest.of(content), content.length);
  }

  /** Whether this names a manifest or an index, which a registry keeps apart from blobs. */
  public boolean isManifest() {
    return MediaTypes.MANIFESTS.contains(mediaType);
  }
}
