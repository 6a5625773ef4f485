package io.github.kitrail.inference.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.gguf.ModelFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A running llama-server, on a free port of loopback, behind a key that only we know, and kept by a
 * {@link LlamaServerKeeper}.
 */
final class LlamaServer implements AutoCloseable {
  private static final String FAILURE = "The model does not load";
  private static final long LOOK_MILLIS = 10;
  private static final int KEY_BYTES = 24;
  private static final int LOADED = 200;

  private final WorkerProcess keeper;
  private final ProcessHandle process;
  private final LlamaServerClient client;

  private LlamaServer(WorkerProcess keeper, ProcessHandle process, LlamaServerClient client) {
    this.keeper = keeper;
    this.process = process;
    this.client = client;
  }

  /**
   * Starts it and waits until the model is loaded.
   *
   * @param more arguments
   */
  static LlamaServer start(
      String program,
      ChildJvm jvm,
      ModelFiles model,
      int contextSize,
      EngineOptions options,
      List<String> more)
      throws EngineException, KitrailException {
    WorkerProcess keeper = jvm.start();
    boolean loaded = false;
    try {
      int port = freePort();
      String key = key();
      Path keyFile = keyFile(keeper.folder(), key);
      ObjectNode request = JsonNodeFactory.instance.objectNode();
      for (String part : command(program, model, contextSize, port, keyFile, more)) {
        request.withArray("command").add(part);
      }
      JsonNode started =
          keeper.exchange(
              request,
              options.loadTimeout(),
              "Could not start "
                  + program
                  + " (install it, or name it in the variable "
                  + LlamaServerEngine.PROGRAM
                  + ")");
      ProcessHandle process = ProcessHandle.of(started.path("pid").asLong()).orElse(null);
      if (process == null) {
        keeper.awaitEnd();
        keeper.requireAlive(FAILURE);
        throw new EngineException(FAILURE + ": llama-server ended at once.");
      }
      URI address = URI.create("http://127.0.0.1:" + port);
      LlamaServer server =
          new LlamaServer(
              keeper, process, new LlamaServerClient(address, key, options.requestTimeout()));
      server.awaitModel(options.loadTimeout());
      loaded = true;
      return server;
    } finally {
      if (!loaded) {
        keeper.close();
      }
    }
  }

  private static List<String> command(
      String program,
      ModelFiles model,
      int contextSize,
      int port,
      Path keyFile,
      List<String> more) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of("--model", model.model().toString()));
    command.addAll(List.of("--ctx-size", String.valueOf(contextSize)));
    command.addAll(List.of("--host", "127.0.0.1", "--port", String.valueOf(port)));
    command.addAll(List.of("--api-key-file", keyFile.toString()));
    // One request at a time, in all of the context; damaged weights are often no number.
    command.addAll(List.of("--parallel", "1", "--no-context-shift", "--check-tensors", "--jinja"));
    command.addAll(
        List.of("--threads", String.valueOf(Runtime.getRuntime().availableProcessors())));
    if (!model.adapters().isEmpty()) {
      command.add("--lora");
      command.add(model.adapters().stream().map(Path::toString).collect(Collectors.joining(",")));
    }
    command.addAll(more);
    return command;
  }

  /** Somebody else may take it before the server does; then that says so, and ends. */
  private static int freePort() throws EngineException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new EngineException("There is no free port for llama-server: " + e + ".", e);
    }
  }

  private static String key() {
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** In the keeper's folder, which is its owner's alone: a command line is everybody's. */
  private static Path keyFile(Path folder, String key) throws KitrailException {
    try {
      return Files.writeString(folder.resolve("key"), key + "\n");
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.NO_SPACE, "Could not write into " + folder + ": " + e.getMessage() + ".", e);
    }
  }

  private void awaitModel(Duration patience) throws EngineException, KitrailException {
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < end) {
      keeper.requireAlive(FAILURE);
      if (client.health() == LOADED) {
        return;
      }
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KitrailException(ErrorCode.CANCELLED, "Cancelled while the model was loaded.", e);
      }
    }
    throw new EngineException(
        FAILURE + ": nothing came within " + patience.toMillis() / 1000.0 + " s.");
  }

  /** A connection that breaks is mostly the first sign of a death. */
  void awaitEnd() {
    keeper.awaitEnd();
  }

  LlamaServerClient client() {
    return client;
  }

  /**
   * @throws EngineException why it ended, if it did
   */
  void requireAlive() throws EngineException {
    keeper.requireAlive("The model does not answer");
  }

  boolean isAlive() {
    return keeper.isAlive();
  }

  WorkerComplaints complaints() {
    return keeper.complaints();
  }

  long peakMemory() {
    return PeakMemory.of(process.pid());
  }

  @Override
  public void close() {
    client.close();
    keeper.close();
    process.destroyForcibly(); // if somebody killed its keeper
  }
}
