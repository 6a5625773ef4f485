package io.github.kitrail.inference.engine;

import io.github.kitrail.inference.gguf.ModelFiles;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that loads a model with the engine that is named, says which process runs it, and
 * waits, for tests that end it in the meantime.
 */
public final class LoadedModel {
  private LoadedModel() {}

  public static void main(String[] args) throws Exception {
    EngineSession session =
        Engines.named(args[1], System.getenv())
            .start(ModelFiles.find(Path.of(args[0]), List.of()), EngineOptions.standard());
    long worker =
        ProcessHandle.current()
            .descendants()
            .filter(it -> it.children().findFirst().isEmpty())
            .findFirst()
            .orElseThrow()
            .pid();
    System.out.println("worker=" + worker);
    Thread.sleep(600_000);
    session.close();
  }
}
