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
}
