package io.github.kitrail.inference.engine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.kherud.llama.LlamaModel;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.gguf.ModelFiles;
import java.util.List;
import java.util.Map;

/** llama.cpp through java-llama.cpp, on the CPU, in a child JVM: many of its errors are aborts. */
public final class LlamaCppEngine implements Engine {
  /** What smoke.yaml calls it. */
  public static final String NAME = "java-llama.cpp";

  /** Both versions, as reports record them; greedy answers differ between versions. */
  public static final String VERSION = "java-llama.cpp 4.2.0 (llama.cpp b4916)";

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
    LoadableModel loadable = LoadableModel.check(model);
    LlamaCppModels.requireKnown(loadable.file(), String.valueOf(loadable.header().architecture()));
    int contextSize = loadable.contextSize(options);
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
        worker, loadable.header().chatTemplate(), contextSize, options.requestTimeout());
  }
}
