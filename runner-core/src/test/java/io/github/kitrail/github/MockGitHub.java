package io.github.kitrail.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's REST API on loopback, made from GitHub's own description of it: it takes what the
 * description allows, refuses everything else, and answers what the description says, whether that
 * is its example or what a test gives.
 */
public final class MockGitHub implements AutoCloseable {
  public static final String TOKEN = "ghs_mock0123456789";

  /** The one of the description's examples, which name each other. */
  public static final String REPOSITORY = "octocat/Hello-World";

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A request that was right.
   *
   * @param operation its id, such as {@code checks/create}
   */
  public record Received(
      String operation,
      Map<String, String> path,
      Map<String, String> query,
      @Nullable JsonNode body) {}

  private final OpenApi api;
  private final HttpServer server;
  private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final List<String> wrong = new CopyOnWriteArrayList<>();

  private MockGitHub(OpenApi api) throws IOException {
    this.api = api;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Skips the test when the description is not there. */
  public static MockGitHub start() throws IOException {
    OpenApi.gitHubFile(); // A class that cannot be initialized would fail all tests but the first.
    return new MockGitHub(Described.API);
  }

  /** Read once: it has 12 MB. */
  private static final class Described {
    static final OpenApi API = OpenApi.gitHub();
  }

  /** As GITHUB_API_URL has it. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next answers of an operation, one each; after them it is its example again. */
  public MockGitHub answer(String operation, Reply... next) {
    replies.computeIfAbsent(operation, it -> new ArrayDeque<>()).addAll(List.of(next));
    return this;
  }

  /** The example of an operation's success, to be changed. */
  public JsonNode example(String method, String path) {
    Operation operation = api.find(method, path).orElseThrow();
    return new Responses(api, operation).example().deepCopy();
  }

  public List<Received> received() {
    return List.copyOf(received);
  }

  public List<Received> received(String operation) {
    return received.stream().filter(it -> it.operation().equals(operation)).toList();
  }

  /** What was refused, because the description does not have it so. */
  public List<String> wrong() {
    return List.copyOf(wrong);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] sent = exchange.getRequestBody().readAllBytes();
      Reply reply = reply(exchange, sent);
      byte[] body = JSON.writeValueAsBytes(reply.body());
      exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      boolean empty = reply.body() == null;
      exchange.sendResponseHeaders(reply.status(), empty ? -1 : body.length);
      if (!empty) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private Reply reply(HttpExchange exchange, byte[] sent) {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    Operation operation = api.find(method, path).orElse(null);
    if (operation == null) {
      return refused(method + " " + path + " is no operation of GitHub's");
    }
    List<String> problems = new ArrayList<>(headerProblems(exchange));
    Map<String, String> parameters = operation.parameters(path);
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    JsonNode body = null;
    try {
      body = sent.length == 0 ? null : JSON.readTree(sent);
    } catch (IOException e) {
      problems.add("the body is no JSON");
    }
    problems.addAll(new RequestCheck(api, operation).problems(parameters, query, body));
    if (!problems.isEmpty()) {
      return refused(operation.id() + ": " + String.join("; ", problems));
    }
    received.add(new Received(operation.id(), parameters, query, body));
    Deque<Reply> told = replies.get(operation.id());
    Reply next = told == null ? null : told.poll();
    try {
      return new Responses(api, operation).complete(next);
    } catch (IllegalArgumentException e) {
      return refused(e.getMessage());
    }
  }

  private static List<String> headerProblems(HttpExchange exchange) {
    List<String> problems = new ArrayList<>();
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("Authorization", "Bearer " + TOKEN);
    expected.put("Accept", "application/vnd.github+json");
    expected.put("X-GitHub-Api-Version", "2022-11-28");
    expected.forEach(
        (name, value) -> {
          if (!value.equals(exchange.getRequestHeaders().getFirst(name))) {
            problems.add("the header " + name + " is not " + value);
          }
        });
    if (exchange.getRequestHeaders().getFirst("User-Agent") == null) {
      problems.add("GitHub refuses requests without a User-Agent");
    }
    return problems;
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&")) {
        String[] parts = pair.split("=", 2);
        query.put(
            URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
            parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  private Reply refused(String problem) {
    wrong.add(problem);
    return Reply.failing(400, "mock: " + problem);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
