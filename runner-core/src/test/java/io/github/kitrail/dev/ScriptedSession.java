package io.github.kitrail.dev;

import io.github.kitrail.dev.ServedModel.KitfileFacts;
import io.github.kitrail.dev.ServedModel.ModelFacts;
import io.github.kitrail.dev.ServedModel.SignatureFacts;
import io.github.kitrail.inference.engine.Completion;
import io.github.kitrail.inference.engine.Completion.FinishReason;
import io.github.kitrail.inference.engine.CompletionRequest;
import io.github.kitrail.inference.engine.EngineException;
import io.github.kitrail.inference.engine.EngineSession;
import io.github.kitrail.inference.engine.TokenListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Answers in this process, and misbehaves where the prompt asks for it. */
final class ScriptedSession implements EngineSession {
  static final List<String> PIECES = List.of("We ", "open ", "at \"7\".");

  final BlockingQueue<CompletionRequest> asked;
  final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
  private volatile boolean alive = true;

  ScriptedSession(BlockingQueue<CompletionRequest> asked) {
    this.asked = asked;
  }

  @Override
  public Completion complete(CompletionRequest request, TokenListener listener)
      throws EngineException {
    asked.add(request);
    switch (request.prompt()) {
      case "too long" -> throw new EngineException("the prompt has 600 tokens.");
      case "crash" -> {
        alive = false;
        throw new EngineException("The engine crashed.");
      }
      case "crash later" -> {
        listener.heard("We ");
        alive = false;
        throw new EngineException("The engine crashed.");
      }
      case "endless" -> {
        while (listener.heard("more ")) {
          pause();
        }
        ended.add("endless");
        return completion("more");
      }
      default -> {
        PIECES.forEach(listener::heard);
        return completion(String.join("", PIECES));
      }
    }
  }

  /** What a server tells of the model that answers here. */
  static ServedModel model(boolean chatTemplate) {
    return new ServedModel(
        "faq-bot",
        null,
        new KitfileFacts("faq-bot", null, null, null, List.of()),
        new ModelFacts("m.gguf", "m", "llama", 115_008, "F16", 512, chatTemplate, 9, List.of()),
        "scripted 1",
        new SignatureFacts("none", "A folder is not signed yet."));
  }

  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Completion completion(String text) {
    return new Completion(
        text, 4, 3, Duration.ofMillis(10), Duration.ofMillis(30), FinishReason.STOP);
  }

  @Override
  public double[] embed(String text) throws EngineException {
    if (text.equals("cannot")) {
      throw new EngineException("This engine makes no embeddings.");
    }
    return new double[] {0.5, -0.25};
  }

  @Override
  public int contextSize() {
    return 512;
  }

  @Override
  public boolean isAlive() {
    return alive;
  }

  @Override
  public void close() {
    alive = false;
  }
}
