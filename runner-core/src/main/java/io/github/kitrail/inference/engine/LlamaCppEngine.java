package io.github.kitrail.inference.engine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.kherud.llama.LlamaModel;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.gguf.GgufHeader;
import io.github.kitrail.inference.gguf.ModelFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** llama.cpp through java-llama.cpp, on the CPU, in a child JVM: many of its errors are aborts. */
public final class LlamaCppEngine implements Engine {
  /** What smoke.yaml calls it. */
  public static final String NAME = "java-llama.cpp";

  /** Both versions, as reports record them; greedy answers differ between versions. */
  public static final String VERSION = "java-llama.cpp 4.2.0 (llama.cpp b4916)";

  /** Enough for a smoke test, and little memory even for models trained on 128k tokens. */
  private static final int DEFAULT_CONTEXT = 2048;

  private final ChildJvm child;

  /**
   * @param environment of our own process; the child gets the few variables it needs
   */
  public LlamaCppEngine(Map<String, String> environment) {
    this(
        ChildJvm.of(
            "io.github.kitrail.inference.engine.LlamaCppWorker",
            List.of(
                LlamaCppEngine.class,
                LlamaModel.class,
                ObjectMapper.class,
                JsonFactory.class,
                JsonCreator.class),
            environment));
  }

  LlamaCppEngine(ChildJvm child) {
    this.child = child;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public EngineSession start(ModelFiles model, EngineOptions options)
      throws EngineException, KitrailException {
    GgufHeader header = checked(model);
    int contextSize = contextSize(options, header);
    ObjectNode load = JsonNodeFactory.instance.objectNode();
    load.put("model", model.model().toString());
    load.put("contextSize", contextSize);
    model.adapters().forEach(adapter -> load.withArray("adapters").add(adapter.toString()));
    WorkerProcess worker = child.start();
    boolean loaded = false;
    try {
      worker.exchange(load, options.loadTimeout(), "The model does not load");
      loaded = true;
    } finally {
      if (!loaded) {
        worker.close();
      }
    }
    return new LlamaCppSession(
        worker, header.chatTemplate(), contextSize, options.requestTimeout());
  }

  private static GgufHeader checked(ModelFiles model) throws EngineException {
    List<GgufHeader> headers = new ArrayList<>();
    for (Path file : model.weights()) {
      headers.add(header(file));
    }
    GgufHeader first = headers.get(0);
    LlamaCppModels.requireModel(model.model().getFileName().toString(), first);
    if (first.splitCount() != headers.size()) {
      throw new EngineException(
          model.model().getFileName()
              + " is the first of "
              + first.splitCount()
              + " files, which must be called …-00001-of-0000N.gguf to be found.");
    }
    for (Path adapter : model.adapters()) {
      LlamaCppModels.requireAdapter(adapter.getFileName().toString(), header(adapter), first);
    }
    return first;
  }

  private static GgufHeader header(Path file) throws EngineException {
    try {
      return GgufHeader.read(file);
    } catch (KitrailException e) {
      throw new EngineException(e.getMessage(), e);
    }
  }

  private static int contextSize(EngineOptions options, GgufHeader header) throws EngineException {
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
