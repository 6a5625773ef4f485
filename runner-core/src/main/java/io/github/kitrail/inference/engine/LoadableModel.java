package io.github.kitrail.inference.engine;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.gguf.GgufHeader;
import io.github.kitrail.inference.gguf.ModelFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A model whose headers were looked at before any engine is: those say little, or abort.
 *
 * @param header of its first file
 */
record LoadableModel(String file, GgufHeader header) {
  /** Enough for a smoke test, and little memory even for models trained on 128k tokens. */
  private static final int DEFAULT_CONTEXT = 2048;

  /**
   * @throws EngineException when no engine could load it
   */
  static LoadableModel check(ModelFiles model) throws EngineException {
    String name = String.valueOf(model.model().getFileName());
    List<GgufHeader> headers = new ArrayList<>();
    for (Path file : model.weights()) {
      headers.add(header(file));
    }
    GgufHeader first = headers.get(0);
    requireModel(name, first);
    if (first.splitCount() != headers.size()) {
      throw new EngineException(
          name
              + " is the first of "
              + first.splitCount()
              + " files, which must be called …-00001-of-0000N.gguf to be found.");
    }
    for (Path adapter : model.adapters()) {
      requireAdapter(String.valueOf(adapter.getFileName()), header(adapter), first);
    }
    return new LoadableModel(name, first);
  }

  private static GgufHeader header(Path file) throws EngineException {
    try {
      return GgufHeader.read(file);
    } catch (KitrailException e) {
      throw new EngineException(e.getMessage(), e);
    }
  }

  private static void requireModel(String file, GgufHeader header) throws EngineException {
    if (header.isAdapter()) {
      throw new EngineException(
          file + " is an adapter, not a model: name its base model in the Kitfile's model.path.");
    }
    if (header.architecture() == null) {
      throw new EngineException(
          file + " does not name its architecture, so no engine can load it. Convert it again.");
    }
  }

  /** llama.cpp loads an adapter of another kind without a word, or aborts. */
  private static void requireAdapter(String file, GgufHeader adapter, GgufHeader model)
      throws EngineException {
    if (!adapter.isAdapter()) {
      throw new EngineException(file + " is used as an adapter, but it is a whole model.");
    }
    String architecture = String.valueOf(adapter.architecture());
    if (!architecture.equals(model.architecture())) {
      throw new EngineException(
          file
              + " adapts models of architecture "
              + architecture
              + ", but the model's is "
              + model.architecture()
              + ".");
    }
  }

  /** What is asked for, or a size that small machines have room for. */
  int contextSize(EngineOptions options) throws EngineException {
    long trained = header.contextLength();
    if (options.contextSize() == 0) {
      return (int) (trained > 0 ? Math.min(trained, DEFAULT_CONTEXT) : DEFAULT_CONTEXT);
    }
    if (trained > 0 && options.contextSize() > trained) {
      throw new EngineException(
          "contextSize is "
              + options.contextSize()
              + ", but the model was trained for "
              + trained
              + " tokens at most.");
    }
    return options.contextSize();
  }
}
