package io.github.kitrail.dev.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A browser's DevTools protocol over the JDK's WebSocket: what these tests need of it is less than
 * any driver brings along.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">the protocol</a>
 */
final class DevTools implements WebSocket.Listener {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SECONDS = 30;

  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final Map<String, Consumer<JsonNode>> sessions = new ConcurrentHashMap<>();
  private final StringBuilder message = new StringBuilder();
  private final WebSocket socket;

  DevTools(URI address) throws Exception {
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address, this)
            .get(SECONDS, TimeUnit.SECONDS);
  }

  /** Hears the events of a tab. */
  void listen(String session, Consumer<JsonNode> listener) {
    sessions.put(session, listener);
  }

  /**
   * Does a command and waits for its result.
   *
   * @param session the tab's; empty for the browser
   */
  JsonNode send(String session, String method, Object parameters) throws Exception {
    return sendSoon(session, method, parameters).get(SECONDS, TimeUnit.SECONDS);
  }

  synchronized CompletableFuture<JsonNode> sendSoon(
      String session, String method, Object parameters) throws Exception {
    int id = ids.incrementAndGet();
    ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
    command.set("params", JSON.valueToTree(parameters));
    if (!session.isEmpty()) {
      command.put("sessionId", session);
    }
    CompletableFuture<JsonNode> result = new CompletableFuture<>();
    waiting.put(id, result);
    socket.sendText(command.toString(), true).get(SECONDS, TimeUnit.SECONDS);
    return result;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    message.append(part);
    if (last) {
      hear(message.toString());
      message.setLength(0);
    }
    from.request(1);
    return CompletableFuture.completedFuture(null);
  }

  private void hear(String text) {
    JsonNode heard;
    try {
      heard = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    if (!heard.has("id")) {
      sessions.getOrDefault(heard.path("sessionId").asText(), event -> {}).accept(heard);
      return;
    }
    CompletableFuture<JsonNode> result = waiting.remove(heard.path("id").asInt());
    if (heard.has("error")) {
      result.completeExceptionally(new IllegalStateException(heard.path("error").toString()));
    } else {
      result.complete(heard.path("result"));
    }
  }

  @Override
  public void onError(WebSocket from, Throwable reason) {
    waiting.values().forEach(it -> it.completeExceptionally(reason));
  }
}
