package io.github.kitrail.dev;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The chat page and an OpenAI-compatible API of one model. */
public final class DevServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_REQUESTS = 64;
  private static final int BACKLOG = 64;

  /** What answers to a method and a path. */
  @FunctionalInterface
  private interface Route {
    void answer(Exchange exchange) throws ApiException, IOException;
  }

  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final RequestGuard guard;
  private final Map<String, Route> routes;
  private final Consumer<String> log;

  private DevServer(
      HttpServer server,
      ThreadPoolExecutor threads,
      RequestGuard guard,
      Map<String, Route> routes,
      Consumer<String> log) {
    this.server = server;
    this.threads = threads;
    this.guard = guard;
    this.routes = routes;
    this.log = log;
  }

  /**
   * @param port 0 for any that is free
   * @param token what requests of the API must bring, for an address that is not loopback; null for
   *     loopback
   * @param log hears a line about each answer, without what was asked
   * @throws IOException when the address cannot be listened on
   */
  public static DevServer start(
      InetAddress address,
      int port,
      @Nullable String token,
      ModelSession session,
      ServedModel model,
      Clock clock,
      Consumer<String> log)
      throws IOException {
    if (token == null && !address.isLoopbackAddress()) {
      throw new IllegalArgumentException("a server for other machines needs a token");
    }
    // Else each event of a stream would wait for the acknowledgement of the one before.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server = HttpServer.create(new InetSocketAddress(address, port), BACKLOG);
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            0, MOST_REQUESTS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), DevServer::daemon);
    RequestGuard guard =
        token == null
            ? RequestGuard.loopback(address.getHostAddress(), server.getAddress().getPort())
            : RequestGuard.withToken(token);
    DevServer dev = new DevServer(server, threads, guard, routes(session, model, clock, log), log);
    server.createContext("/", dev::handle);
    server.setExecutor(threads);
    server.start();
    return dev;
  }

  private static Map<String, Route> routes(
      ModelSession session, ServedModel model, Clock clock, Consumer<String> log) {
    Generation generation = new Generation(session, model, clock, log);
    long started = clock.instant().getEpochSecond();
    Map<String, Route> routes = new LinkedHashMap<>();
    routes.put("GET /api/info", it -> it.send(200, info(session, model)));
    routes.put("GET /v1/models", it -> it.send(200, models(model, started)));
    routes.put("GET /v1/models/" + model.id(), it -> it.send(200, described(model, started)));
    routes.put("POST /v1/chat/completions", generation::chat);
    routes.put("POST /v1/completions", generation::complete);
    routes.put("POST /v1/embeddings", new Embeddings(session, model.id())::embed);
    return routes;
  }

  private static ObjectNode info(ModelSession session, ServedModel model) {
    ObjectNode json = JSON.valueToTree(model);
    json.put("contextSize", session.contextSize());
    json.set("defaults", SamplingDefaults.json());
    return json;
  }

  private static ObjectNode models(ServedModel model, long started) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("object", "list");
    json.putArray("data").add(described(model, started));
    return json;
  }

  private static ObjectNode described(ServedModel model, long started) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", model.id())
        .put("object", "model")
        .put("created", started)
        .put("owned_by", "kitrail");
  }

  private void handle(HttpExchange http) {
    Exchange exchange = new Exchange(http);
    try {
      answer(http, exchange);
    } catch (ApiException e) {
      refuse(exchange, e);
    } catch (IOException e) {
      // Whoever asked is gone.
      log.accept(exchange.path() + ": broken off");
    } catch (RuntimeException e) {
      log.accept(exchange.path() + ": " + e);
      refuse(exchange, ApiException.server("The server failed: " + e + "."));
    } finally {
      http.close();
    }
  }

  private void answer(HttpExchange http, Exchange exchange) throws ApiException, IOException {
    guard.requireOwnHost(http);
    String path = exchange.path();
    if (path.startsWith("/api/") || path.startsWith("/v1/")) {
      guard.requireToken(http);
      route(exchange.method(), path).answer(exchange);
      return;
    }
    PageFiles.PageFile file = PageFiles.find(path);
    if (file == null) {
      throw notFound(path);
    }
    if (!exchange.method().equals("GET") && !exchange.method().equals("HEAD")) {
      throw wrongMethod(exchange.method(), path);
    }
    exchange.send(200, file.type(), file.content());
  }

  private Route route(String method, String path) throws ApiException {
    Route route = routes.get(method + " " + path);
    if (route != null) {
      return route;
    }
    boolean otherMethod = routes.keySet().stream().anyMatch(it -> it.endsWith(" " + path));
    throw otherMethod ? wrongMethod(method, path) : notFound(path);
  }

  private static ApiException notFound(String path) {
    return new ApiException(
        404, "invalid_request_error", "There is no " + path + " here.", null, "not_found");
  }

  private static ApiException wrongMethod(String method, String path) {
    return new ApiException(
        405, "invalid_request_error", method + " is not possible for " + path + ".", null, null);
  }

  private void refuse(Exchange exchange, ApiException reason) {
    log.accept(exchange.path() + ": " + reason.status() + ", " + reason.getMessage());
    try {
      if (!exchange.isAnswered()) {
        exchange.send(reason.status(), reason.json());
      }
    } catch (IOException e) {
      // Whoever asked is gone.
    }
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "kitrail-dev");
    thread.setDaemon(true);
    return thread;
  }

  /** Ends at once; answers on their way are broken off. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
