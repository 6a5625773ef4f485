package io.github.kitrail.operations;

import io.github.kitrail.content.TransferListener;

/** Hears of transfers, and of what else a person waits for. */
public interface Listener extends TransferListener {

  /** Something long begins or goes on, such as {@code testing 3/12 capital}. */
  default void note(String message) {}

  /** How far what goes on is, told often; a terminal shows the last one only, a log few of them. */
  default void working(String message) {}
}
