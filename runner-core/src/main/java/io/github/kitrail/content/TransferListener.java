package io.github.kitrail.content;

/**
 * Hears what the copier does: progress bars, log lines and traces are made from it. Called from
 * several threads.
 */
public interface TransferListener {
  /** Hears nothing. */
  TransferListener NONE = new TransferListener() {};

  /** A copy begins: blobs move between these two places from now on. */
  default void transferring(String from, String to) {}

  /**
   * A blob starts to move, or, when it did already, starts anew.
   *
   * @param label what it is, for people: {@code model model.gguf}, or a digest
   * @param size its bytes, or -1 when not known yet
   */
  default void started(String label, long size) {}

  /** So many more bytes of it have moved. */
  default void moved(String label, long bytes) {}

  /** So many bytes of it were kept from an earlier try, and need not move. */
  default void kept(String label, long bytes) {}

  /** It is where it belongs. */
  default void finished(String label) {}

  /** It was there already, or came by a mount: no byte was moved. */
  default void skipped(String label, long size, String reason) {}

  /** A try failed for this reason and starts anew. */
  default void retrying(String label, String reason) {}

  /** Something a user should know, though the copy goes on. */
  default void warned(String message) {}
}
