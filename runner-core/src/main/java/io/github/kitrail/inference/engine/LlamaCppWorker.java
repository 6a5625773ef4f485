package io.github.kitrail.inference.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The child JVM's main class. Its first input line names the marker that replies begin with and the
 * folder that it lives in. Each further line is a request: the first one loads the model, all
 * others are prompts, or take a prompt back by its number. Before its reply, a prompt with {@code
 * stream} gets the pieces of the answer.
 */
final class LlamaCppWorker {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BufferedReader in =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
  private final OutputStream out = new FileOutputStream(FileDescriptor.out);
  private final BlockingQueue<JsonNode> requests = new LinkedBlockingQueue<>();

  /** The number of the request whose answer nobody wants any more. */
  private volatile long cancelled = -1;

  private LlamaCppWorker() {}

  public static void main(String[] args) throws Exception {
    System.setOut(System.err); // java-llama.cpp's loader prints there
    new LlamaCppWorker().serve();
  }

  private void serve() throws IOException, InterruptedException {
    JsonNode greeting = JSON.readTree(in.readLine());
    String marker = greeting.path("marker").asText();
    WorkerFolder folder = new WorkerFolder(Path.of(greeting.path("folder").asText()));
    Thread reader = new Thread(() -> readRequests(folder), "requests");
    reader.setDaemon(true);
    reader.start();
    LlamaCppModel model;
    try {
      model = LlamaCppModel.load(requests.take());
    } catch (RuntimeException | LinkageError e) {
      boolean system = e instanceof LinkageError;
      System.err.println(
          (system ? "java-llama.cpp does not run on this system: " : "") + e.getMessage());
      reply(marker, JsonNodeFactory.instance.objectNode().put("gaveUp", true));
      System.exit(1); // prints what the native logger still holds
      return;
    }
    reply(marker, JsonNodeFactory.instance.objectNode().put("contextSize", model.contextSize()));
    while (true) {
      reply(marker, answer(model, requests.take(), marker));
    }
  }

  private ObjectNode answer(LlamaCppModel model, JsonNode request, String marker) {
    boolean stream = request.path("stream").asBoolean();
    long number = request.path("number").asLong();
    try {
      return model.complete(
          request,
          piece -> {
            if (stream && !piece.isEmpty()) {
              send(marker, piece);
            }
            return cancelled != number;
          });
    } catch (RuntimeException e) {
      return JsonNodeFactory.instance.objectNode().put("error", String.valueOf(e.getMessage()));
    }
  }

  private void send(String marker, String piece) {
    try {
      reply(marker, JsonNodeFactory.instance.objectNode().put("piece", piece));
    } catch (IOException e) {
      // Whoever listened is gone, which the end of the input tells as well.
    }
  }

  /** One write, begun with a line break, so that a half line of a native library stays apart. */
  private void reply(String marker, ObjectNode reply) throws IOException {
    String line = "\n" + marker + JSON.writeValueAsString(reply) + "\n";
    out.write(line.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** The input ends when the parent closes it or dies: then nobody needs us any more. */
  private void readRequests(WorkerFolder folder) {
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        JsonNode request = JSON.readTree(line);
        if (request.has("cancel")) {
          cancelled = request.path("cancel").asLong();
        } else {
          requests.add(request);
        }
      }
    } catch (IOException e) {
      // as good as the end
    }
    folder.deleteOnce();
    // No exit(): a native thread of the library keeps the JVM from ending in order.
    Runtime.getRuntime().halt(0);
  }
}
