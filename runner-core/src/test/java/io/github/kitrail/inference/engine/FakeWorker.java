package io.github.kitrail.inference.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Speaks the worker's protocol in a real child JVM and behaves as badly as the name of the model or
 * the prompt asks for.
 */
public final class FakeWorker {
  private static final ObjectMapper JSON = new ObjectMapper();

  private FakeWorker() {}

  public static void main(String[] args) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String marker = JSON.readTree(in.readLine()).path("marker").asText();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonNode request = JSON.readTree(line);
      String wish =
          request.has("model")
              ? Path.of(request.path("model").asText()).getFileName().toString()
              : request.path("prompt").asText();
      System.out.println("\n" + marker + reply(wish.replace(".gguf", ""), marker, request));
    }
  }

  private static String reply(String wish, String marker, JsonNode request) throws Exception {
    switch (wish) {
      case "hang" -> Thread.sleep(600_000);
      case "abort" -> {
        System.err.println("terminate called after throwing an instance of 'std::runtime_error'");
        System.err.println("  what():  n_probs is not supported");
        Runtime.getRuntime().halt(134);
      }
      case "killed" -> Runtime.getRuntime().halt(137);
      case "crash" -> Runtime.getRuntime().halt(139);
      case "vanish" -> Runtime.getRuntime().halt(0);
      case "out of memory" -> hoard();
      case "exception" -> throw new IllegalStateException("a bug in the worker");
      case "gives up" -> {
        System.err.println(
            "llama_model_load: error loading model: error loading model vocabulary: no");
        System.err.println("srv load_model: failed to load model");
        System.out.println("\n" + marker + "{\"gaveUp\":true}");
        System.exit(1);
      }
      case "closes its output" -> {
        System.out.close();
        Thread.sleep(600_000);
      }
      case "garbage" -> {
        return "{\"text\": oops";
      }
      case "refuse" -> {
        return "{\"error\":\"the prompt is too long\"}";
      }
      case "noise" -> {
        System.out.print("x".repeat(100_000) + "\n\u0000\u0001 half a line");
        System.err.print("e".repeat(100_000));
      }
      case "facts" -> {
        return answer(facts());
      }
      default -> {}
    }
    return answer(request.toString());
  }

  /** What the child got from its parent. */
  private static String facts() throws Exception {
    List<String> facts = new ArrayList<>(new TreeSet<>(System.getenv().keySet()));
    facts.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    facts.add("pid=" + ProcessHandle.current().pid());
    facts.add("folder=" + Path.of("").toAbsolutePath());
    Files.writeString(Path.of(System.getProperty("java.io.tmpdir"), "left behind"), "x");
    return String.join("\n", facts);
  }

  private static void hoard() {
    List<byte[]> hoard = new ArrayList<>();
    while (true) {
      hoard.add(new byte[1024 * 1024]);
    }
  }

  private static String answer(String text) {
    ObjectNode answer = JSON.createObjectNode().put("text", text).put("tokens", 3);
    return answer.put("promptTokens", 2).put("nanos", 5_000_000L).toString();
  }
}
