package io.github.kitrail.inference.assertion;

import io.github.kitrail.inference.engine.Completion;
import io.github.kitrail.inference.engine.EngineSession;
import java.time.Duration;

/**
 * What is looked at.
 *
 * @param session of the engine that gave it, for what only an engine can tell
 */
public record Answer(Completion completion, EngineSession session) {
  String text() {
    return completion.text();
  }

  Duration total() {
    return completion.total();
  }
}
