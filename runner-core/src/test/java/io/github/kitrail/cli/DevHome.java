package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A home directory with the dev server in it, and a temporary folder that nobody else uses.
 *
 * @param folder of both
 * @param variables of all processes
 */
record DevHome(Path folder, Map<String, String> variables) {
  static final String FAQ_BOT = "../examples/faq-bot";
  static final String ANSWER = "We open at 7 in the morning, on Sundays at 8.";

  private static final ObjectMapper JSON = new ObjectMapper();

  static DevHome in(Path folder) throws IOException {
    DevHome home = new DevHome(folder, Map.of());
    Files.createDirectory(home.temporary());
    return home;
  }

  DevHome with(String variable, String value) {
    return new DevHome(folder, Map.of(variable, value));
  }

  private Path temporary() {
    return folder.resolve("tmp");
  }

  private Path own() {
    return folder.resolve("home/kitrail/dev");
  }

  /** What a command printed, after its status. */
  String run(String... arguments) throws Exception {
    return start(arguments).end();
  }

  Started start(String... arguments) throws IOException {
    Path log = Files.createTempFile(folder, "log", "");
    Process process =
        CommandProcess.start(
            List.of("-Djava.io.tmpdir=" + temporary()),
            variables,
            Main.class,
            folder.resolve("home"),
            log,
            List.of(arguments));
    return new Started(process, log);
  }

  /** A command on its way. */
  record Started(Process process, Path log) {
    String end() throws Exception {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
      return process.exitValue() + " " + Files.readString(log);
    }

    void awaitText(String text) throws Exception {
      while (!Files.readString(log).contains(text)) {
        assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
        Thread.sleep(20);
      }
    }
  }

  /** What the server says of itself. */
  JsonNode state() throws IOException {
    return JSON.readTree(own().resolve("server.json").toFile());
  }

  String url() throws IOException {
    return state().path("url").asText();
  }

  /** The server, first, and all that it has started. */
  List<ProcessHandle> processes() throws IOException {
    return withChildren(state().path("pid").asLong());
  }

  static List<ProcessHandle> withChildren(long pid) {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    return Stream.concat(Stream.of(process), process.descendants()).toList();
  }

  static void awaitEnd(List<ProcessHandle> processes) throws Exception {
    for (ProcessHandle process : processes) {
      process.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  /** What is left in the temporary folder and in the server's own, lock, log and port aside. */
  List<String> left() throws IOException {
    List<String> left = new ArrayList<>();
    for (Path place : List.of(temporary(), own())) {
      try (Stream<Path> all = Files.list(place)) {
        all.map(it -> it.getFileName().toString())
            .filter(it -> !it.startsWith("hsperfdata"))
            .filter(it -> !List.of("server.lock", "server.log", "server.port").contains(it))
            .forEach(left::add);
      }
    }
    return left;
  }

  JsonNode get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path)).build();
    return JSON.readTree(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
  }

  /** The answer to the question when it opens, whatever its status. */
  HttpResponse<String> request() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "v1/chat/completions"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"temperature\":0,\"messages\":[{\"role\":\"user\",\"content\":\"When do you"
                        + " open?\"}]}"))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  String ask() throws Exception {
    return JSON.readTree(request().body()).at("/choices/0/message/content").asText();
  }
}
