package io.github.kitrail.content;

import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Descriptor;
import java.io.IOException;
import java.io.InputStream;

/** Bytes that a digest names. */
public interface Blob {
  Descriptor descriptor();

  /**
   * A fresh stream from the beginning, which throws DIGEST_MISMATCH (as {@link
   * VerificationException}) instead of ending when the bytes are wrong. Can be called again, for
   * another try.
   */
  InputStream open() throws IOException, KitrailException;

  /**
   * The rest of the blob, for somebody who has kept its beginning. The stream verifies both
   * together: when its end is reached, the kept bytes are good, too.
   *
   * @param prefix the kept bytes, read here to their end
   * @param length how many they are, less than the blob's size
   */
  default InputStream openAfter(InputStream prefix, long length)
      throws IOException, KitrailException {
    InputStream all = open();
    all.skipNBytes(length);
    return all;
  }
}
