package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import org.jspecify.annotations.Nullable;

/** Keeps what became of a command within a step, which the step does not depend on. */
final class KeptLog implements CommandLog {
  private @Nullable Object result;
  private @Nullable KitrailException failure;

  @Override
  public void finished(Object record) {
    result = record;
  }

  @Override
  public void failed(KitrailException e) {
    failure = e;
  }

  @Override
  public void broke(Exception e) {
    failure = new KitrailException(ErrorCode.UNEXPECTED, "This is a bug: " + e, e);
  }

  /**
   * The command's result.
   *
   * @throws KitrailException why there is none
   */
  <T> T result(Class<T> type) throws KitrailException {
    if (failure != null) {
      throw failure;
    }
    if (result == null) {
      throw new IllegalStateException("a command that was not observed");
    }
    return type.cast(result);
  }
}
