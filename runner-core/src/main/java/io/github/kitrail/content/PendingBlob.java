package io.github.kitrail.content;

import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are computed while they are read, such as the layer of a folder; nobody knows their
 * digest before.
 */
public interface PendingBlob {
  String mediaType();

  /** The number of bytes, or -1 when only reading tells (compression). */
  long size();

  /**
   * Names the bytes before they are read: equal strings mean equal bytes. Null when nothing can
   * promise that.
   */
  default @Nullable String identity() {
    return null;
  }

  /**
   * A fresh stream of the same bytes. Can be called again, for another try or for hashing first.
   */
  InputStream open() throws IOException, KitrailException;
}
