package io.github.kitrail.content;

import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.KitfileLayer;
import java.util.Map;

/** A layer that is packed while it is read. */
public interface PendingLayer extends PendingBlob {
  /** The Kitfile's element that it is made from. */
  KitfileLayer element();

  /**
   * The digest of the archive before compression.
   *
   * @throws IllegalStateException before a stream was read to its end
   */
  Digest diffId();

  /**
   * The digest of each file, by its path in the context.
   *
   * @throws IllegalStateException before a stream was read to its end
   */
  Map<String, Digest> files();
}
