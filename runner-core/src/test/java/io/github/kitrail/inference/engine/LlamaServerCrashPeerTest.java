package io.github.kitrail.inference.engine;

import io.github.kitrail.Peers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** Crashes of a real llama-server. */
@Tag("peer")
class LlamaServerCrashPeerTest extends EngineCrashes {
  /** Before anything that expects a failure. */
  @BeforeEach
  void requireThePeer() {
    Peers.program("llama-server");
  }

  @Override
  Engine engine() {
    return engine(Peers.program("llama-server"));
  }

  @Override
  Engine engineWithin(long kilobytes) throws Exception {
    return engine(limited(Peers.program("llama-server"), kilobytes));
  }

  private static Engine engine(Path program) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put(LlamaServerEngine.PROGRAM, program.toString());
    return new LlamaServerEngine(environment);
  }

  @Override
  boolean runsTheModel(ProcessHandle started) {
    return started.info().command().orElse("").endsWith("llama-server");
  }
}
