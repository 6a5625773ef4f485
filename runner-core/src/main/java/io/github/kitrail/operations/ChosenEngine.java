package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.engine.Engine;
import io.github.kitrail.inference.engine.Engines;

/** The engine that a user named. */
final class ChosenEngine {
  private ChosenEngine() {}

  /**
   * @throws KitrailException BAD_INPUT when there is none of this name
   */
  static Engine named(String name, Context context) throws KitrailException {
    if (!Engines.names().contains(name)) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "There is no engine " + name + "; known are " + String.join(", ", Engines.names()) + ".");
    }
    return Engines.named(name, context.env());
  }
}
