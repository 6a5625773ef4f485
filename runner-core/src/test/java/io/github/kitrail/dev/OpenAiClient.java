package io.github.kitrail.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.Peers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** OpenAI's own client library for Python, which makes the calls that a test asks for. */
final class OpenAiClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SCRIPT = Path.of("src/test/python/openai_calls.py");

  private final Process process;
  private final BufferedReader answers;
  private final Writer calls;

  private OpenAiClient(Process process) {
    this.process = process;
    this.answers = process.inputReader();
    this.calls = process.outputWriter();
  }

  /**
   * @param url of the server's page
   */
  static OpenAiClient of(String url, String key) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Peers.program("openai").toString(), SCRIPT.toString(), url, key);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeIf(it -> it.toLowerCase().endsWith("_proxy"));
    return new OpenAiClient(builder.start());
  }

  /**
   * @param call such as {@code chat.completions.create}
   * @param arguments JSON with single quotes
   */
  JsonNode call(String call, String arguments) throws IOException {
    return exchange(JSON.createObjectNode().put("call", call), arguments);
  }

  /** A stream that is closed after so many chunks. */
  JsonNode some(int take, String call, String arguments) throws IOException {
    return exchange(JSON.createObjectNode().put("call", call).put("take", take), arguments);
  }

  private JsonNode exchange(ObjectNode asked, String arguments) throws IOException {
    asked.set("arguments", JSON.readTree(arguments.replace('\'', '"')));
    calls.write(JSON.writeValueAsString(asked) + "\n");
    calls.flush();
    String line = answers.readLine();
    if (line == null) {
      throw new AssertionError("the client library ended at " + asked);
    }
    return JSON.readTree(line);
  }

  @Override
  public void close() throws Exception {
    calls.close();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the client library did not end");
    }
  }
}
