package io.github.kitrail.content.registry;

/** How blobs are pushed. */
public enum UploadMode {
  /**
   * Content whose digest is known goes as a whole, content that is computed while it is read is
   * streamed; what a registry refuses is tried the other way.
   */
  AUTO,
  /** One PATCH while the content is read, then its digest; needs no second reading. */
  STREAMED,
  /** The content is read once for its digest, and again in one PUT. */
  DIGEST_FIRST
}
