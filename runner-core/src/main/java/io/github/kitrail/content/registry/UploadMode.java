package io.github.kitrail.content.registry;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.Locale;

/** How blobs are pushed. */
public enum UploadMode {
  /**
   * Small content whose digest is known goes as a whole, other content is streamed; what a registry
   * refuses is tried another way, in chunks last.
   */
  AUTO,
  /** One PATCH while the content is read, then its digest; needs no second reading. */
  STREAMED,
  /** The content is read once for its digest, and again in one PUT. */
  DIGEST_FIRST,
  /** A PATCH for each few megabytes. */
  CHUNKED;

  /**
   * The mode of this name: auto, streamed, digest-first or chunked.
   *
   * @throws KitrailException BAD_INPUT for any other name
   */
  public static UploadMode parse(String name) throws KitrailException {
    for (UploadMode mode : values()) {
      if (mode.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) {
        return mode;
      }
    }
    throw new KitrailException(
        ErrorCode.BAD_INPUT,
        "\"" + name + "\" is no way to upload: write auto, streamed, digest-first or chunked.");
  }
}
