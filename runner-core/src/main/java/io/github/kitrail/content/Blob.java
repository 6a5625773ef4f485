package io.github.kitrail.content;

import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Descriptor;
import java.io.IOException;
import java.io.InputStream;

/** Bytes that a digest names. */
public interface Blob {
  Descriptor descriptor();

  /** Names the bytes for uploads that are to go on later: equal strings mean equal bytes. */
  default String identity() {
    return descriptor().digest().toString();
  }

  /**
   * A fresh stream from the beginning, which throws DIGEST_MISMATCH (as {@link
   * VerificationException}) instead of ending when the bytes are wrong. Can be called again, for
   * another try.
   */
  InputStream open() throws IOException, KitrailException;

  /**
   * The same for somebody who has kept the beginning from an earlier try, which then need not come
   * again. All of it is verified, the kept bytes included.
   *
   * @param prefix the kept bytes, as many as length says; closed with the stream
   * @param length at most the blob's size
   */
  default InputStream open(InputStream prefix, long length) throws IOException, KitrailException {
    prefix.close();
    return open();
  }
}
