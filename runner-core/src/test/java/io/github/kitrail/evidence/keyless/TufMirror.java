package io.github.kitrail.evidence.keyless;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves files on a free port of 127.0.0.1; what it does not have is 404. */
final class TufMirror implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Map<String, byte[]> files = Map.of();
  private volatile int status = 200;

  TufMirror() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  TufMirror serving(TufRepository repository) {
    files = Map.copyOf(repository.files);
    return this;
  }

  TufMirror serving(Map<String, byte[]> others) {
    files = Map.copyOf(others);
    return this;
  }

  /** From now on everything is answered like this, with a page. */
  void answering(int always) {
    status = always;
    files = Map.of();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(1);
      asked.add(path);
      byte[] file = files.get(path);
      boolean portal = file == null && files.isEmpty();
      byte[] body =
          file != null ? file : "<html>Please log in</html>".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(file != null ? 200 : portal ? status : 404, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** What was asked for since this was called last. */
  List<String> asked() {
    List<String> all = List.copyOf(asked);
    asked.clear();
    return all;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
