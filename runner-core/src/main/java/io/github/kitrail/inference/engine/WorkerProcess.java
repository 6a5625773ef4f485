package io.github.kitrail.inference.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A running worker. Requests and replies are lines of JSON over its standard input and output; a
 * reply begins with a marker that only this pair knows, because native libraries print to the same
 * output. The worker ends when its input does, so it never outlives us.
 */
final class WorkerProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_REPLY = 16 * 1024 * 1024;
  private static final int LONGEST_COMPLAINT = 2000;
  private static final Duration POLITE = Duration.ofSeconds(3);

  /** Queued when the output has ended. */
  private static final String END = "";

  private final Process process;
  private final WorkerFolder folder;
  private final String marker = "@" + UUID.randomUUID() + " ";
  private final WorkerComplaints complaints = new WorkerComplaints();
  private final BlockingQueue<String> replies = new LinkedBlockingQueue<>();
  private final Thread listener;
  private final Thread complainer;
  private final Thread hook = new Thread(this::kill, "kitrail-engine-end");
  private boolean greeted;
  private long requests;

  WorkerProcess(Process process, WorkerFolder folder) {
    this.process = process;
    this.folder = folder;
    this.listener = daemon("kitrail-engine-replies", this::listen);
    this.complainer =
        daemon(
            "kitrail-engine-complaints",
            () -> WorkerOutput.read(process.getErrorStream(), LONGEST_COMPLAINT, complaints::add));
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Sends a request and waits for its reply.
   *
   * @param failure how the sentence begins when there is none, as in "The model does not load"
   * @throws EngineException when the worker says no, says nothing in time, or ends; after the
   *     latter two it is dead
   */
  JsonNode exchange(ObjectNode request, Duration timeout, String failure)
      throws EngineException, KitrailException {
    return exchange(request, TokenListener.NONE, timeout, failure);
  }

  /**
   * The same for a reply that comes in pieces.
   *
   * @param listener hears the pieces; false takes the request back
   * @param timeout for each piece
   */
  JsonNode exchange(ObjectNode request, TokenListener listener, Duration timeout, String failure)
      throws EngineException, KitrailException {
    long number = ++requests;
    send(request.put("number", number).put("stream", listener != TokenListener.NONE));
    boolean wanted = true;
    while (true) {
      JsonNode reply = reply(timeout, failure);
      if (!reply.has("piece")) {
        return reply;
      }
      if (wanted && !listener.heard(reply.get("piece").asText())) {
        wanted = false;
        send(JSON.createObjectNode().put("cancel", number));
      }
    }
  }

  private JsonNode reply(Duration timeout, String failure)
      throws EngineException, KitrailException {
    String reply = await(timeout);
    if (reply == null) {
      end(Duration.ZERO);
      throw new EngineException(
          failure + ": nothing came within " + timeout.toMillis() / 1000.0 + " s.");
    }
    if (reply.equals(END)) {
      throw new EngineException(failure + ": " + whyItEnded() + ".");
    }
    JsonNode json = parsed(reply);
    if (json == null) {
      end(Duration.ZERO);
      throw new EngineException(failure + ": the engine replied with something unreadable.");
    }
    if (json.has("gaveUp")) {
      throw new EngineException(failure + ": " + whyItEnded() + ".");
    }
    if (json.has("error")) {
      throw new EngineException(failure + ": " + json.get("error").asText() + ".");
    }
    return json;
  }

  /**
   * @throws EngineException why it ended, if it did
   */
  void requireAlive(String failure) throws EngineException {
    if (!process.isAlive()) {
      throw new EngineException(failure + ": " + whyItEnded() + ".");
    }
  }

  /** Waits a moment for an end that may be on its way. */
  void awaitEnd() {
    diesWithin(POLITE);
  }

  /** A folder of its own, which goes with it. */
  Path folder() {
    return folder.path();
  }

  /** What it has printed to its standard error. */
  WorkerComplaints complaints() {
    return complaints;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The most memory that it has had in RAM, in bytes; 0 where the system does not tell. */
  long peakMemory() {
    return PeakMemory.of(process.pid());
  }

  private void send(ObjectNode request) {
    try {
      OutputStream out = process.getOutputStream();
      if (!greeted) {
        out.write(line(greeting()));
        greeted = true;
      }
      out.write(line(request));
      out.flush();
    } catch (IOException e) {
      // It is dead or dying, which the end of its output tells with a better reason.
    }
  }

  private ObjectNode greeting() {
    return JSON.createObjectNode().put("marker", marker).put("folder", folder.path().toString());
  }

  private static byte[] line(ObjectNode json) throws IOException {
    return (JSON.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private @Nullable String await(Duration timeout) throws KitrailException {
    try {
      return replies.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
      throw new KitrailException(ErrorCode.CANCELLED, "Cancelled while the model was asked.", e);
    }
  }

  private void listen() {
    WorkerOutput.read(
        process.getInputStream(),
        LONGEST_REPLY,
        line -> {
          if (line.startsWith(marker)) {
            replies.add(line.substring(marker.length()));
          } else {
            complaints.add(line); // such as the JVM's own last words
          }
        });
    replies.add(END);
  }

  private static @Nullable JsonNode parsed(String reply) {
    try {
      JsonNode json = JSON.readTree(reply);
      return json.isObject() ? json : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private String whyItEnded() {
    boolean byItself = diesWithin(POLITE);
    end(Duration.ZERO);
    replies.add(END); // for whoever asks again
    return WorkerDeath.reason(byItself ? process.exitValue() : 1, complaints);
  }

  /** Politely first: the worker then ends at once, unless it hangs. */
  @Override
  public void close() {
    end(POLITE);
  }

  private void end(Duration patience) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The worker was faster.
    }
    diesWithin(patience);
    kill();
    try {
      listener.join(POLITE.toMillis());
      complainer.join(POLITE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // We are being shut down: the hook runs anyway.
    }
  }

  /** Not to be interrupted: it is short, and leaving a process behind would be worse. */
  private boolean diesWithin(Duration patience) {
    return process
            .onExit()
            .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
            .join()
        != null;
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    diesWithin(POLITE);
    folder.delete();
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
