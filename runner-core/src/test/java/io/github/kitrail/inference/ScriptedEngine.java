package io.github.kitrail.inference;

import io.github.kitrail.inference.engine.Completion;
import io.github.kitrail.inference.engine.Completion.FinishReason;
import io.github.kitrail.inference.engine.CompletionRequest;
import io.github.kitrail.inference.engine.Engine;
import io.github.kitrail.inference.engine.EngineException;
import io.github.kitrail.inference.engine.EngineOptions;
import io.github.kitrail.inference.engine.EngineSession;
import io.github.kitrail.inference.engine.TokenListener;
import io.github.kitrail.inference.gguf.ModelFiles;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An engine in this process that answers by the book, and crashes where the book says nothing. In
 * the book a conversation is a line for each message, such as {@code user: Hello}.
 */
final class ScriptedEngine implements Engine {
  private final Map<String, String> answers;
  int started;
  @Nullable ModelFiles model;
  int closed;

  ScriptedEngine(Map<String, String> answers) {
    this.answers = answers;
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public String version() {
    return "scripted 1";
  }

  @Override
  public EngineSession start(ModelFiles model, EngineOptions options) throws EngineException {
    if (answers.isEmpty()) {
      throw new EngineException("The model does not load: it is empty.");
    }
    started++;
    this.model = model;
    return new Session();
  }

  private final class Session implements EngineSession {
    private boolean alive = true;

    @Override
    public Completion complete(CompletionRequest request, TokenListener listener)
        throws EngineException {
      String answer =
          answers.get(
              request.isChat()
                  ? request.messages().stream()
                      .map(it -> it.role() + ": " + it.content())
                      .collect(Collectors.joining("\n"))
                  : request.prompt());
      if (answer == null) {
        alive = false;
        throw new EngineException("The model does not answer: the engine crashed.");
      }
      listener.heard(answer);
      Duration total = Duration.ofMillis(20);
      return new Completion(answer, 4, 2, Duration.ofMillis(10), total, FinishReason.STOP);
    }

    @Override
    public boolean isAlive() {
      return alive;
    }

    @Override
    public void close() {
      closed++;
      alive = false;
    }
  }
}
