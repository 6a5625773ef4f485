package io.github.kitrail.dev;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A request and its answer. */
final class Exchange {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Room for a conversation that fills the largest context. */
  private static final int LARGEST_BODY = 16 << 20;

  /** Nothing from elsewhere, nothing inline, in nobody's frame. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final HttpExchange exchange;
  private boolean answered;

  Exchange(HttpExchange exchange) {
    this.exchange = exchange;
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
  }

  String method() {
    return exchange.getRequestMethod();
  }

  String path() {
    return exchange.getRequestURI().getPath();
  }

  /** Whether a status was sent, after which no other one can be. */
  boolean isAnswered() {
    return answered;
  }

  /** The body, which forms of other pages cannot send as JSON. */
  JsonNode body() throws ApiException, IOException {
    String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
    if (!type.toLowerCase(Locale.ROOT).split(";")[0].strip().equals("application/json")) {
      throw new ApiException(
          415, "invalid_request_error", "Send application/json.", null, "unsupported_media_type");
    }
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      throw new ApiException(
          413, "invalid_request_error", "The request is larger than 16 MiB.", null, "too_large");
    }
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw ApiException.badRequest(
          "The request's body is no JSON: " + e.getOriginalMessage() + ".", null);
    }
  }

  void send(int status, ObjectNode json) throws IOException {
    send(status, "application/json", JSON.writeValueAsBytes(json));
  }

  void send(int status, String type, byte[] content) throws IOException {
    answered = true;
    exchange.getResponseHeaders().set("Content-Type", type);
    if (method().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
    if (content.length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(content);
      }
    }
  }

  /** Begins an answer that consists of events. */
  EventStream events() throws IOException {
    answered = true;
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.sendResponseHeaders(200, 0);
    return new EventStream(exchange.getResponseBody());
  }

  /** Server-sent events. */
  static final class EventStream implements AutoCloseable {
    private final OutputStream out;

    private EventStream(OutputStream out) {
      this.out = out;
    }

    void send(ObjectNode event) throws IOException {
      send(JSON.writeValueAsString(event));
    }

    void send(String data) throws IOException {
      out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
