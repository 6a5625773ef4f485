package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;

/** Hears what becomes of a command. */
interface CommandLog {
  /** The command's result, before it is printed; it may tell of a failure. */
  void finished(Object result);

  /** What could not be done. */
  void failed(KitrailException failure);

  /** A bug of ours. */
  void broke(Exception failure);
}
