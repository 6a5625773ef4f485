package io.github.kitrail.content;

import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Descriptor;
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
   * Hears what a stream that was read to its end has been, before the bytes are known to have
   * arrived: should the process die now, the next one knows as much.
   */
  default void digested(Descriptor read) {}

  /**
   * A fresh stream of the same bytes. Can be called again, for another try or for hashing first.
   */
  InputStream open() throws IOException, KitrailException;
}
