package io.github.kitrail.inference.engine;

import io.github.kitrail.inference.gguf.ModelFiles;
import java.nio.file.Path;
import java.util.List;

/** A program that loads a model, says so and waits, for tests that end it in the meantime. */
public final class LoadedModel {
  private LoadedModel() {}

  public static void main(String[] args) throws Exception {
    EngineSession session =
        new LlamaCppEngine(System.getenv())
            .start(ModelFiles.find(Path.of(args[0]), List.of()), EngineOptions.standard());
    long worker = ProcessHandle.current().children().findFirst().orElseThrow().pid();
    System.out.println("worker=" + worker);
    Thread.sleep(600_000);
    session.close();
  }
}
