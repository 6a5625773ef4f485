package io.github.kitrail.inference.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.registry.RegistryOptions;
import io.github.kitrail.content.registry.http.Http;
import io.github.kitrail.content.registry.http.HttpAnswer;
import io.github.kitrail.content.registry.http.HttpCall;
import io.github.kitrail.content.registry.http.RequestBody;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/** Asks a llama-server on this machine, past all proxies. */
final class LlamaServerClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DATA = "data: ";
  private static final String AUTHORIZATION = "Authorization";
  private static final int OK = 200;
  private static final int LARGEST = 64 << 20;

  private final URI address;
  private final String key;
  private final Duration patience;
  private final Http http;

  /**
   * @param patience the longest silence
   */
  LlamaServerClient(URI address, String key, Duration patience) throws KitrailException {
    this.address = address;
    this.key = key;
    this.patience = patience;
    this.http =
        new Http(
            RegistryOptions.builder()
                .environment(Map.of())
                .connectTimeout(Duration.ofSeconds(5))
                .idleTimeout(patience)
                .build()
                .http());
  }

  /** Whether it has loaded its model; asked with the key, as somebody else may have the port. */
  boolean isReady() {
    HttpCall call = HttpCall.of("GET", address.resolve("/props")).with(AUTHORIZATION, bearer());
    try (HttpAnswer answer = http.send(call)) {
      return answer.status() == OK;
    } catch (IOException | KitrailException e) {
      return false; // Nobody listens there yet.
    }
  }

  /**
   * @throws Refusal when it says no
   * @throws IOException when it does not answer
   */
  JsonNode post(String path, JsonNode request) throws IOException, KitrailException {
    try (HttpAnswer answer = http.send(call(path, request))) {
      byte[] body = answer.readUpTo(LARGEST);
      requireSuccess(answer.status(), body);
      return JSON.readTree(body);
    }
  }

  /**
   * The same for an answer that consists of events.
   *
   * @param listener hears each; false ends the answer here
   * @return the last event that was heard
   */
  JsonNode stream(String path, JsonNode request, Predicate<JsonNode> listener)
      throws IOException, KitrailException {
    JsonNode last = JsonNodeFactory.instance.objectNode();
    try (HttpAnswer answer = http.send(call(path, request))) {
      if (answer.status() != OK) {
        requireSuccess(answer.status(), answer.readUpTo(LARGEST));
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("error: ") || line.startsWith("{\"error\"")) {
          throw new Refusal(line, 0);
        }
        if (!line.startsWith(DATA) || line.equals(DATA + "[DONE]")) {
          continue;
        }
        last = JSON.readTree(line.substring(DATA.length()));
        if (last.has("error")) {
          throw new Refusal(last.path("error"));
        }
        if (!listener.test(last)) {
          return last;
        }
      }
    }
    return last;
  }

  private HttpCall call(String path, JsonNode request) throws JsonProcessingException {
    return HttpCall.of("POST", address.resolve(path))
        .with(AUTHORIZATION, bearer())
        .with("Content-Type", "application/json")
        .patient(patience)
        .with(RequestBody.of(JSON.writeValueAsBytes(request)));
  }

  private String bearer() {
    return "Bearer " + key;
  }

  private static void requireSuccess(int status, byte[] body) throws IOException {
    if (status == OK) {
      return;
    }
    String said = new String(body, StandardCharsets.UTF_8);
    JsonNode error;
    try {
      error = JSON.readTree(body).path("error");
    } catch (JsonProcessingException e) {
      throw new Refusal("it answered " + status + ", " + said, 0);
    }
    throw new Refusal(error);
  }

  /** It is well, but does not do this. */
  static final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final int promptTokens;

    Refusal(JsonNode error) {
      this(
          error.path("message").asText("it did not say why"),
          error.path("n_prompt_tokens").asInt());
    }

    Refusal(String reason, int promptTokens) {
      super(reason.strip().replaceAll("\\s+", " ").replaceFirst("\\.$", ""));
      this.promptTokens = promptTokens;
    }

    /** How many tokens the prompt has, when it is too long; else 0. */
    int promptTokens() {
      return promptTokens;
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
