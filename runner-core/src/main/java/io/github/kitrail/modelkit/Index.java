package io.github.kitrail.modelkit;

import io.github.kitrail.KitrailException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An OCI image index: a list of manifests, as an OCI layout, kit's local index and the referrers
 * API use it.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-index.md">OCI
 *     index</a>
 */
public record Index(
    @Nullable String mediaType, List<Descriptor> manifests, Map<String, String> annotations) {

  public Index {
    manifests = List.copyOf(manifests);
    annotations = Map.copyOf(annotations);
  }

  public byte[] toBytes() {
    return OciJson.write(this);
  }

  /**
   * Reads an index of any writer; unknown fields are ignored.
   *
   * @throws KitrailException BAD_INPUT when it is none
   */
  public static Index parse(byte[] bytes) throws KitrailException {
    return OciJson.readIndex(bytes);
  }
}
