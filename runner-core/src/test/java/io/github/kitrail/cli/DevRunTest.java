package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code kitrail dev} as processes of their own, with the example's model. */
@Timeout(180)
class DevRunTest {
  private static final String FAQ_BOT = "../examples/faq-bot";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Path home;
  private Path temporary;

  @BeforeEach
  void makeFolders() throws Exception {
    home = folder.resolve("home");
    temporary = Files.createDirectory(folder.resolve("tmp"));
  }

  @AfterEach
  void endAll() throws Exception {
    run("dev", "stop");
  }

  /** What a command printed, after its status. */
  private String run(String... arguments) throws Exception {
    Path log = Files.createTempFile(folder, "log", "");
    Process process = start(log, arguments);
    assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
    return process.exitValue() + " " + Files.readString(log);
  }

  private Process start(Path log, String... arguments) throws Exception {
    return CommandProcess.start(
        List.of("-Djava.io.tmpdir=" + temporary), Main.class, home, log, List.of(arguments));
  }

  private static String url(String printed) {
    return printed
        .lines()
        .filter(it -> it.contains("http://127.0.0.1"))
        .findFirst()
        .orElseThrow()
        .replaceAll("^\\d ", "")
        .strip();
  }

  private static JsonNode get(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return JSON.readTree(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
  }

  private static String ask(String url) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "v1/chat/completions"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"temperature\":0,\"messages\":[{\"role\":\"user\",\"content\":\"When do you open?\"}]}"))
            .build();
    String body = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    return JSON.readTree(body).at("/choices/0/message/content").asText();
  }

  /** What is left in the temporary folder and in the server's own, lock and log aside. */
  private List<String> left() throws Exception {
    List<String> left = new ArrayList<>();
    for (Path place : List.of(temporary, home.resolve("kitrail/dev"))) {
      try (Stream<Path> all = Files.list(place)) {
        all.map(it -> it.getFileName().toString())
            .filter(it -> !it.startsWith("hsperfdata"))
            .filter(it -> !List.of("server.lock", "server.log").contains(it))
            .forEach(left::add);
      }
    }
    return left;
  }

  private long server() throws Exception {
    return JSON.readTree(home.resolve("kitrail/dev/server.json").toFile()).path("pid").asLong();
  }

  private static void awaitEnd(List<ProcessHandle> processes) throws Exception {
    for (ProcessHandle process : processes) {
      process.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  private static List<ProcessHandle> withChildren(long pid) {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    return Stream.concat(Stream.of(process), process.descendants()).toList();
  }

  @Test
  void servesAFolderInTheBackgroundUntilItIsStopped() throws Exception {
    String started = run("dev", "start", FAQ_BOT);
    assertThat(started).startsWith("0 http://127.0.0.1:").contains("kitrail dev stop");
    String url = url(started);
    assertThat(ask(url)).isEqualTo("We open at 7 in the morning, on Sundays at 8.");
    assertThat(get(url + "api/info").at("/kitfile/license").asText()).isEqualTo("Apache-2.0");
    List<ProcessHandle> processes = withChildren(server());
    assertThat(processes).hasSize(2);

    assertThat(run("dev", "start", FAQ_BOT)).startsWith("2 ").contains("runs already at " + url);
    assertThat(run("dev", "logs")).startsWith("0 ").contains("chat: 14 + 16 tokens");
    assertThat(run("dev", "stop")).startsWith("0 ").contains("faq-bot has ended");
    awaitEnd(processes);
    assertThat(left()).isEmpty();
    assertThat(run("dev", "stop")).startsWith("0 ").contains("No dev server runs");
  }

  @Test
  void servesAModelKitOfTheStoreAndLeavesNothing() throws Exception {
    assertThat(run("pack", FAQ_BOT, "-t", "faq:1", "-q")).startsWith("0 ");
    String url = url(run("dev", "start", "faq:1", "--context-size", "128"));
    JsonNode info = get(url + "api/info");
    assertThat(info.path("reference").asText()).isEqualTo("faq:1");
    assertThat(info.path("digest").asText()).startsWith("sha256:");
    assertThat(info.path("contextSize").asInt()).isEqualTo(128);
    assertThat(info.at("/signature/state").asText()).isEqualTo("unsigned");
    assertThat(ask(url)).startsWith("We open");
    run("dev", "stop");
    assertThat(left()).isEmpty();
  }

  @Test
  void inTheForegroundItEndsWithTheSignal() throws Exception {
    assumeThat(ProcessHandle.current().supportsNormalTermination()).isTrue();
    Path log = Files.createTempFile(folder, "log", "");
    Process process = start(log, "dev", "start", "--foreground", FAQ_BOT);
    while (!Files.readString(log).contains("http://")) {
      assertThat(process.isAlive()).isTrue();
      Thread.sleep(20);
    }
    List<ProcessHandle> processes = withChildren(process.pid());
    process.destroy();
    assertThat(process.waitFor()).isEqualTo(143);
    awaitEnd(processes);
    assertThat(left()).isEmpty();
  }

  @Test
  void nothingOutlivesAServerThatIsKilled() throws Exception {
    assertThat(run("pack", FAQ_BOT, "-t", "faq:1", "-q")).startsWith("0 ");
    run("dev", "start", "faq:1");
    List<ProcessHandle> processes = withChildren(server());
    assertThat(processes).hasSize(2);
    processes.get(0).destroyForcibly();
    awaitEnd(processes);
    assertThat(left()).hasSize(2); // its state, and the unpacked model
    assertThat(run("dev", "stop")).contains("No dev server runs");
    assertThat(left()).isEmpty();
  }

  @Test
  void saysWhyItDoesNotStart() throws Exception {
    Path broken = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(broken.resolve("Kitfile"), "manifestVersion: 1.0.0\nmodel: {path: m.gguf}\n");
    Files.writeString(broken.resolve("m.gguf"), "no model at all");
    assertThat(run("dev", "start", broken.toString())).startsWith("2 kitrail: ").contains("GGUF");
    assertThat(run("dev", "start", "none:1")).startsWith("6 kitrail: ");
    assertThat(run("dev", "start", FAQ_BOT, "--engine", "none")).contains("no engine none");
    assertThat(run("dev", "start", FAQ_BOT, "--host", "203.0.113.1"))
        .startsWith("2 ")
        .contains("Could not listen on 203.0.113.1");
    assertThat(left()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX) // elsewhere there is only one
  void listensOnAnyLoopbackAddress() throws Exception {
    run("dev", "start", FAQ_BOT, "--host", "127.0.0.2", "--port", "0");
    String url =
        JSON.readTree(home.resolve("kitrail/dev/server.json").toFile()).path("url").asText();
    assertThat(url).startsWith("http://127.0.0.2:").endsWith("/");
    assertThat(ask(url)).startsWith("We open");
  }

  @Test
  void wantsToKnowWhatToDo() throws Exception {
    assertThat(run("dev")).startsWith("2 ").contains("start, stop or logs");
    assertThat(run("dev", "logs")).startsWith("6 ").contains("none has run");
  }
}
