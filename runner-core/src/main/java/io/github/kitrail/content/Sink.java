package io.github.kitrail.content;

import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Descriptor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A place that content is written to. Blobs come first, each by its digest; the manifest that names
 * them comes last and makes them visible as one; a tag is set on its own, so that evidence can
 * stand before it.
 *
 * <p>The same exceptions as {@link Source}. A write that fails leaves nothing behind that a later
 * write could mistake for content.
 */
public interface Sink {
  /** What messages call this place. */
  String name();

  /** What it is known to refuse. */
  default TransferLimits limits() {
    return TransferLimits.NONE;
  }

  /**
   * Bytes that can still be written here; the greatest number when nobody knows, as of a registry.
   */
  default long usableBytes() throws IOException, KitrailException {
    return Long.MAX_VALUE;
  }

  /**
   * Bytes that the copies after the next one will write here, as far as it is known: the first of
   * them says when there is no room for the last.
   */
  default long bytesToCome() {
    return 0;
  }

  /** Held from the first question of a copy to its last write. */
  default Lease lease() throws IOException, KitrailException {
    return Lease.NONE;
  }

  /** Whether the blob or manifest is there already, so that it need not be written. */
  boolean contains(Descriptor content) throws IOException, KitrailException;

  /**
   * Hears that a blob is here without having been written: what an earlier try has begun of it is
   * of no use any more.
   *
   * @param identity the blob's, as {@link Blob#identity} says it
   */
  default void isThere(String identity) {}

  /**
   * Takes a blob whose digest is known. The stream verifies itself: its end is reached only when
   * the digest is right, so whoever reads to the end and then commits has written good bytes.
   */
  void write(Blob blob) throws IOException, KitrailException;

  /**
   * Takes a blob whose digest is known once it has been read.
   *
   * @return what was written
   */
  Descriptor write(PendingBlob blob) throws IOException, KitrailException;

  /**
   * Takes a manifest, all of whose blobs are here. With a subject, the place's list of referrers
   * has it afterwards.
   *
   * @param bytes exactly what the descriptor names; already verified
   */
  void writeManifest(Descriptor manifest, byte[] bytes) throws IOException, KitrailException;

  /**
   * Points a tag at a manifest that is here; an older meaning of the tag is replaced in one step.
   */
  void tag(Descriptor manifest, String tag) throws IOException, KitrailException;

  /**
   * Takes over a blob from a place that shares its storage (two repositories of one registry),
   * without its bytes passing through here.
   *
   * @param from where the blob would be read from; null when that is no {@link Source}. The sink
   *     may know of other places
   * @return whether the blob is here now
   */
  default boolean mount(Descriptor blob, @Nullable Source from)
      throws IOException, KitrailException {
    return false;
  }
}
