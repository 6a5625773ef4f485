package io.github.kitrail.content;

/**
 * Held while content is copied into a place: what the copy finds or writes there is not cleaned
 * away by another process before a manifest names it, as with containerd's leases.
 */
@FunctionalInterface
public interface Lease extends AutoCloseable {
  /** For places that are never cleaned. */
  Lease NONE = () -> {};

  /** Ends it, and removes what an unfinished copy left. */
  @Override
  void close();
}
