package io.github.kitrail.content;

import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.KitfileLayer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A layer that is packed while it is read. */
public interface PendingLayer extends PendingBlob {
  /** The Kitfile's element that it is made from. */
  KitfileLayer element();

  /**
   * The digest of the archive before compression; null without compression, where the layer's own
   * digest is that.
   *
   * @throws IllegalStateException before a stream was read to its end
   */
  @Nullable Digest diffId();

  /**
   * The digest of each file, by its path in the context; empty when nobody asked for them.
   *
   * @throws IllegalStateException before a stream was read to its end
   */
  Map<String, Digest> files();

  /**
   * What the layer was when it was last read, if nothing of it has changed since; it must be
   * verified when it is read, and {@link #forget() forgotten} when it is wrong. Null when only
   * reading tells.
   */
  default @Nullable Descriptor known() {
    return null;
  }

  /** Remembers what a whole read has given, for {@link #known()}. */
  default void remember(Descriptor written) {}

  /** What {@link #known()} said was wrong. */
  default void forget() {}
}
