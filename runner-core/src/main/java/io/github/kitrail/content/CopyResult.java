package io.github.kitrail.content;

import io.github.kitrail.modelkit.Descriptor;
import java.util.List;

/**
 * What a copy did.
 *
 * @param manifest what is at the target now
 * @param blobs layers and config, in the manifest's order; those of all manifests for an index
 */
public record CopyResult(Descriptor manifest, List<CopiedBlob> blobs) {
  public CopyResult {
    blobs = List.copyOf(blobs);
  }

  /** Bytes of blobs that were read here and written there. */
  public long bytesMoved() {
    return bytes(true);
  }

  /** Bytes that did not have to move. */
  public long bytesSkipped() {
    return bytes(false);
  }

  private long bytes(boolean moved) {
    return blobs.stream()
        .filter(blob -> (blob.outcome() == CopiedBlob.Outcome.MOVED) == moved)
        .mapToLong(blob -> blob.descriptor().size())
        .sum();
  }
}
