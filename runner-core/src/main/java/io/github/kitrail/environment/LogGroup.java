package io.github.kitrail.environment;

/** Lines of the log that belong together, until it is closed. */
public interface LogGroup extends AutoCloseable {
  /** Ends the group; a second time does nothing. */
  @Override
  void close();
}
