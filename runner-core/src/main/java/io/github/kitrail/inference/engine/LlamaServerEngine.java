package io.github.kitrail.inference.engine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.gguf.ModelFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * llama.cpp's own server, a program that the user has installed: it knows the newest architectures,
 * uses GPUs if it was built to, and tells perplexities. It is used only when it was named.
 *
 * @see <a href="https://github.com/ggml-org/llama.cpp/tree/master/tools/server">llama-server</a>
 */
public final class LlamaServerEngine implements Engine {
  /** What smoke.yaml calls it. */
  public static final String NAME = "llama-server";

  /** The variable that names the program, when it is not on PATH. */
  public static final String PROGRAM = "KITRAIL_LLAMA_SERVER";

  private static final int VERSION_SECONDS = 20;
  private static final Pattern VERSION = Pattern.compile("version: ([^\\r\\n]+)");

  private final String program;
  private final ChildJvm keeper;
  private @Nullable String version;

  /**
   * @param environment of our own process
   */
  public LlamaServerEngine(Map<String, String> environment) {
    String named = environment.get(PROGRAM);
    program = named == null || named.isEmpty() ? NAME : named;
    keeper =
        ChildJvm.of(
            LlamaServerKeeper.class.getName(),
            List.of(
                LlamaServerKeeper.class, ObjectMapper.class, JsonFactory.class, JsonCreator.class),
            environment);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public synchronized String version() {
    if (version == null) {
      version = NAME + " " + askVersion();
    }
    return version;
  }

  /** As it says itself, such as {@code 4567 (3f4f9e1)}. */
  private String askVersion() {
    try {
      ProcessBuilder builder = new ProcessBuilder(program, "--version").redirectErrorStream(true);
      keeper.clean(builder);
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(VERSION_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "(of no known version)";
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher line = VERSION.matcher(said);
      return line.find() ? line.group(1).strip() : "(of no known version)";
    } catch (IOException e) {
      return "(not found)";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "(of no known version)";
    }
  }

  @Override
  public EngineSession start(ModelFiles model, EngineOptions options)
      throws EngineException, KitrailException {
    LoadableModel loadable = LoadableModel.check(model);
    ContextLimit limit = new ContextLimit(loadable.contextSize(options));
    // A text is embedded in one batch, however long it is.
    String batch = String.valueOf(limit.tokens());
    LlamaServerCommand writing = new LlamaServerCommand(program, model, limit, List.of());
    LlamaServerCommand embedding =
        new LlamaServerCommand(
            program,
            model,
            limit,
            List.of("--embeddings", "--batch-size", batch, "--ubatch-size", batch));
    return new LlamaServerSession(
        LlamaServer.start(writing, keeper, options),
        loadable.header().chatTemplate(),
        new LlamaServerEmbedder(() -> LlamaServer.start(embedding, keeper, options)));
  }
}
