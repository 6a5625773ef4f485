package io.github.kitrail.inference.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.ErrorCode;
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

  /** The status that it answers with: 200 once the model is loaded; 0 when nobody answers yet. */
  int health() throws KitrailException {
    try (HttpAnswer answer = http.send(HttpCall.of("GET", address.resolve("/health")))) {
      return answer.status();
    } catch (IOException e) {
      return 0;
    } catch (KitrailException e) {
      if (e.code() != ErrorCode.TRANSFER_FAILED) {
        throw e;
      }
      return 0;
    }
  }

  /**
   * @throws Refusal when it says no
   * @throws IOException when it does not answer
   */
  JsonNode post(String path, ObjectNode request) throws IOException, KitrailException {
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
  JsonNode stream(String path, ObjectNode request, Predicate<JsonNode> listener)
      throws IOException, KitrailException {
    JsonNode last = JsonNodeFactory.instance.objectNode();
    try (HttpAnswer answer = http.send(call(path, request))) {
      if (answer.status() != 200) {
        requireSuccess(answer.status(), answer.readUpTo(LARGEST));
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("error: ") || line.startsWith("{\"error\"")) {
          throw new Refusal(500, line);
        }
        if (!line.startsWith(DATA) || line.equals(DATA + "[DONE]")) {
          continue;
        }
        last = JSON.readTree(line.substring(DATA.length()));
        if (last.has("error")) {
          throw new Refusal(500, last.at("/error/message").asText());
        }
        if (!listener.test(last)) {
          return last;
        }
      }
    }
    return last;
  }

  private HttpCall call(String path, ObjectNode request) throws JsonProcessingException {
    return HttpCall.of("POST", address.resolve(path))
        .with("Authorization", "Bearer " + key)
        .with("Content-Type", "application/json")
        .patient(patience)
        .with(RequestBody.of(JSON.writeValueAsBytes(request)));
  }

  private static void requireSuccess(int status, byte[] body) throws IOException {
    if (status == 200) {
      return;
    }
    String message = new String(body, StandardCharsets.UTF_8);
    try {
      message = JSON.readTree(body).at("/error/message").asText(message);
    } catch (JsonProcessingException e) {
      // Then it is told as it came.
    }
    throw new Refusal(status, message);
  }

  /** It is well, but does not do this. */
  static final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refusal(int status, String message) {
      super(message.strip());
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
