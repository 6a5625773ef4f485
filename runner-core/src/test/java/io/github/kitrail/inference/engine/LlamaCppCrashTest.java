package io.github.kitrail.inference.engine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.kherud.llama.LlamaModel;
import java.nio.file.Path;
import java.util.List;

/** Crashes of java-llama.cpp in its child JVM. */
class LlamaCppCrashTest extends EngineCrashes {
  @Override
  Engine engine() {
    return new LlamaCppEngine(System.getenv());
  }

  @Override
  Engine engineWithin(long kilobytes) throws Exception {
    List<Class<?>> needed =
        List.of(
            LlamaCppWorker.class,
            LlamaModel.class,
            ObjectMapper.class,
            JsonFactory.class,
            JsonCreator.class);
    Path java = limited(Path.of(System.getProperty("java.home"), "bin", "java"), kilobytes);
    return new LlamaCppEngine(
        new ChildJvm(
            java, LlamaCppWorker.class.getName(), ChildJvm.classPath(needed), System.getenv()));
  }

  @Override
  boolean runsTheModel(ProcessHandle started) {
    return true;
  }
}
