package io.github.kitrail.inference.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The main class of a child JVM that starts a program and ends it when our own process is gone,
 * whatever ended that: unlike a worker of ours, llama-server does not notice. It speaks the
 * protocol of {@link LlamaCppWorker}; its one request is the program with its arguments.
 */
final class LlamaServerKeeper {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LlamaServerKeeper() {}

  public static void main(String[] args) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    JsonNode greeting = JSON.readTree(in.readLine());
    WorkerFolder folder = new WorkerFolder(Path.of(greeting.path("folder").asText()));
    String marker = greeting.path("marker").asText();
    List<String> command = new ArrayList<>();
    JSON.readTree(in.readLine()).path("command").forEach(it -> command.add(it.asText()));
    Process program;
    try {
      program = start(command);
    } catch (IOException e) {
      reply(marker, JsonNodeFactory.instance.objectNode().put("error", e.getMessage()));
      folder.deleteOnce();
      return;
    }
    reply(marker, JsonNodeFactory.instance.objectNode().put("pid", program.pid()));
    AtomicBoolean orphaned = new AtomicBoolean();
    Thread end = new Thread(() -> awaitEnd(in, program, orphaned), "end");
    end.setDaemon(true);
    end.start();
    int status = program.waitFor();
    if (orphaned.get()) {
      folder.deleteOnce(); // Nobody else will.
    }
    Runtime.getRuntime().halt(status);
  }

  /** What it prints is what we print; nothing of it is a reply, as it does not know the marker. */
  private static Process start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
    // Nothing is kept from prompt to prompt, nothing is fetched, and what it says is for people.
    // Variables, because older builds would end at an option that they do not know.
    builder.environment().put("LLAMA_ARG_CACHE_RAM", "0");
    builder.environment().put("LLAMA_ARG_OFFLINE", "1");
    builder.environment().put("LLAMA_ARG_UI", "0");
    builder.environment().put("LLAMA_ARG_LOG_PREFIX", "0");
    builder.environment().put("LLAMA_ARG_LOG_TIMESTAMPS", "0");
    boolean windows = File.separatorChar == '\\';
    builder.redirectInput(new File(windows ? "NUL" : "/dev/null"));
    return builder.start();
  }

  private static void reply(String marker, ObjectNode reply) throws IOException {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    out.write(
        ("\n" + marker + JSON.writeValueAsString(reply) + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** The input ends when the parent closes it or dies. */
  private static void awaitEnd(BufferedReader in, Process program, AtomicBoolean orphaned) {
    try {
      while (in.readLine() != null) {
        // Nobody has anything more to say.
      }
    } catch (IOException e) {
      // as good as the end
    }
    orphaned.set(true);
    program.destroyForcibly();
  }
}
