package io.github.kitrail.evidence.keyless;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Answers JSON on a free port of 127.0.0.1. */
final class SmallHttpServer implements AutoCloseable {
  private final HttpServer server;

  SmallHttpServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a path answers. */
  @FunctionalInterface
  interface Endpoint {
    /**
     * @return the body, JSON
     * @throws IllegalArgumentException is the client's fault, 400 with its message
     */
    String answer(HttpExchange exchange) throws IOException;
  }

  SmallHttpServer at(String path, Endpoint endpoint) {
    server.createContext(path, exchange -> serve(exchange, endpoint));
    return this;
  }

  private static void serve(HttpExchange exchange, Endpoint endpoint) throws IOException {
    try (exchange) {
      int status = 200;
      String body;
      try {
        body = endpoint.answer(exchange);
      } catch (IllegalArgumentException e) {
        status = 400;
        body = String.valueOf(e.getMessage());
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
