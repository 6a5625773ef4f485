package io.github.kitrail.inference.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;

/**
 * A running llama-server, on a free port of loopback, behind a key that only we know, and kept by a
 * {@link LlamaServerKeeper}.
 */
final class LlamaServer implements AutoCloseable {
  private static final String FAILURE = "The model does not load";
  private static final String NO_ANSWER = "The model does not answer";
  private static final long LOOK_MILLIS = 10;
  private static final int KEY_BYTES = 24;

  /** So often another port is tried. */
  private static final int PORTS = 5;

  /** What llama-server says when it lost the port to somebody else. */
  static final String PORT_TAKEN = "couldn't bind HTTP server socket";

  private final WorkerProcess keeper;
  private final ProcessHandle process;
  private final LlamaServerClient client;
  private final ContextLimit limit;

  private LlamaServer(
      WorkerProcess keeper, ProcessHandle process, LlamaServerClient client, ContextLimit limit) {
    this.keeper = keeper;
    this.process = process;
    this.client = client;
    this.limit = limit;
  }

  /** What a server is asked. */
  @FunctionalInterface
  interface Question<T> {
    T ask(LlamaServerClient client) throws IOException, EngineException, KitrailException;
  }

  /** Starts it and waits until the model is loaded. */
  static LlamaServer start(LlamaServerCommand command, ChildJvm jvm, EngineOptions options)
      throws EngineException, KitrailException {
    for (int tried = 1; ; tried++) {
      WorkerProcess keeper = jvm.start();
      boolean loaded = false;
      try {
        LlamaServer server = begin(keeper, command, options);
        server.awaitModel(options.loadTimeout());
        loaded = true;
        return server;
      } catch (EngineException e) {
        if (tried == PORTS || !e.getMessage().contains(PORT_TAKEN)) {
          throw e;
        }
      } finally {
        if (!loaded) {
          keeper.close();
        }
      }
    }
  }

  private static LlamaServer begin(
      WorkerProcess keeper, LlamaServerCommand command, EngineOptions options)
      throws EngineException, KitrailException {
    int port = freePort();
    String key = key();
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    ArrayNode line = request.putArray("command");
    command.line(port, key, keeper.folder()).forEach(line::add);
    JsonNode started =
        keeper.exchange(
            request,
            options.loadTimeout(),
            "Could not start "
                + command.program()
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
    return new LlamaServer(
        keeper,
        process,
        new LlamaServerClient(address, key, options.requestTimeout()),
        command.limit());
  }

  /** Somebody else may take it before the server does; then that says so, ends, and starts anew. */
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

  private void awaitModel(Duration patience) throws EngineException, KitrailException {
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < end) {
      keeper.requireAlive(FAILURE);
      if (client.isReady()) {
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

  /**
   * Asks it something.
   *
   * @throws EngineException when it says no, or why it ended
   * @throws KitrailException CANCELLED when the thread is interrupted
   */
  <T> T ask(Question<T> question) throws EngineException, KitrailException {
    try {
      return question.ask(client);
    } catch (LlamaServerClient.Refusal e) {
      String reason = e.promptTokens() > 0 ? limit.tooLong(e.promptTokens()) : e.getMessage();
      throw new EngineException(NO_ANSWER + ": " + reason + ".", e);
    } catch (InterruptedIOException e) {
      Thread.currentThread().interrupt();
      throw new KitrailException(ErrorCode.CANCELLED, "Cancelled while the model was asked.", e);
    } catch (IOException e) {
      keeper.awaitEnd(); // A connection that breaks is mostly the first sign of a death.
      keeper.requireAlive(NO_ANSWER);
      close(); // What is silent for so long, or speaks nonsense, is of no use any more.
      throw new EngineException(NO_ANSWER + ": " + e.getMessage() + ".", e);
    }
  }

  /** What prompt and answer may have together. */
  ContextLimit limit() {
    return limit;
  }

  boolean isAlive() {
    return keeper.isAlive();
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
