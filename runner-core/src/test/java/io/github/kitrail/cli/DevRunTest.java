package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  @TempDir Path folder;
  private DevHome home;

  @BeforeEach
  void makeFolders() throws Exception {
    home = DevHome.in(folder);
  }

  @AfterEach
  void endAll() throws Exception {
    home.run("dev", "stop");
  }

  @Test
  void servesAFolderInTheBackgroundUntilItIsStopped() throws Exception {
    String started = home.run("dev", "start", DevHome.FAQ_BOT);
    String url = home.url();
    assertThat(url).matches("http://127\\.0\\.0\\.1:[0-9]+/");
    assertThat(started).startsWith("0 " + url).contains("kitrail dev stop");
    assertThat(home.ask()).isEqualTo(DevHome.ANSWER);
    assertThat(home.get("api/info").at("/kitfile/license").asText()).isEqualTo("Apache-2.0");
    List<ProcessHandle> processes = home.processes();
    assertThat(processes).hasSize(2);

    assertThat(home.run("dev", "start", DevHome.FAQ_BOT))
        .startsWith("2 ")
        .contains("runs already at " + url);
    assertThat(home.run("dev", "logs")).startsWith("0 ").contains("chat: 14 + 16 tokens");
    assertThat(home.run("dev", "stop")).startsWith("0 ").contains("faq-bot has ended");
    DevHome.awaitEnd(processes);
    assertThat(home.left()).isEmpty();
    assertThat(home.run("dev", "stop")).startsWith("0 ").contains("No dev server runs");
  }

  @Test
  void theNextServerHasTheSamePortUnlessItIsTaken() throws Exception {
    home.run("dev", "start", DevHome.FAQ_BOT);
    String url = home.url();
    home.run("dev", "stop");
    home.run("dev", "start", DevHome.FAQ_BOT);
    assertThat(home.url()).isEqualTo(url);
    home.run("dev", "stop");
    int port = URI.create(url).getPort();
    try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(other.isBound()).isTrue();
      assertThat(home.run("dev", "start", DevHome.FAQ_BOT)).startsWith("0 ");
      assertThat(home.url()).isNotEqualTo(url);
      assertThat(home.ask()).isEqualTo(DevHome.ANSWER);
    }
  }

  @Test
  void servesAModelKitOfTheStoreAndLeavesNothing() throws Exception {
    assertThat(home.run("pack", DevHome.FAQ_BOT, "-t", "faq:1", "-q")).startsWith("0 ");
    home.run("dev", "start", "faq:1", "--context-size", "128");
    JsonNode info = home.get("api/info");
    assertThat(info.path("reference").asText()).isEqualTo("faq:1");
    assertThat(info.path("digest").asText()).startsWith("sha256:");
    assertThat(info.path("contextSize").asInt()).isEqualTo(128);
    assertThat(info.at("/signature/state").asText()).isEqualTo("unsigned");
    assertThat(home.ask()).startsWith("We open");
    home.run("dev", "stop");
    assertThat(home.left()).isEmpty();
  }

  @Test
  void inTheForegroundItEndsWithTheSignal() throws Exception {
    assumeThat(ProcessHandle.current().supportsNormalTermination()).isTrue();
    DevHome.Started started = home.start("dev", "start", "--foreground", DevHome.FAQ_BOT);
    started.awaitText("http://");
    Process process = started.process();
    List<ProcessHandle> processes = DevHome.withChildren(process.pid());
    process.destroy();
    assertThat(process.waitFor()).isEqualTo(143);
    DevHome.awaitEnd(processes);
    assertThat(home.left()).isEmpty();
  }

  @Test
  void nothingOutlivesAServerThatIsKilled() throws Exception {
    assertThat(home.run("pack", DevHome.FAQ_BOT, "-t", "faq:1", "-q")).startsWith("0 ");
    home.run("dev", "start", "faq:1");
    List<ProcessHandle> processes = home.processes();
    assertThat(processes).hasSize(2);
    processes.get(0).destroyForcibly();
    DevHome.awaitEnd(processes);
    assertThat(home.left()).hasSize(2); // its state, and the unpacked model
    assertThat(home.run("dev", "stop")).contains("No dev server runs");
    assertThat(home.left()).isEmpty();
  }

  @Test
  void saysWhyItDoesNotStart() throws Exception {
    Path broken = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(broken.resolve("Kitfile"), "manifestVersion: 1.0.0\nmodel: {path: m.gguf}\n");
    Files.writeString(broken.resolve("m.gguf"), "no model at all");
    assertThat(home.run("dev", "start", broken.toString()))
        .startsWith("2 kitrail: ")
        .contains("GGUF");
    assertThat(home.run("dev", "start", "none:1")).startsWith("6 kitrail: ");
    assertThat(home.run("dev", "start", DevHome.FAQ_BOT, "--engine", "none"))
        .contains("no engine none");
    assertThat(home.run("dev", "start", DevHome.FAQ_BOT, "--host", "203.0.113.1"))
        .startsWith("2 ")
        .contains("Could not listen on 203.0.113.1");
    assertThat(home.left()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX) // elsewhere there is only one
  void listensOnAnyLoopbackAddress() throws Exception {
    home.run("dev", "start", DevHome.FAQ_BOT, "--host", "127.0.0.2", "--port", "0");
    assertThat(home.url()).startsWith("http://127.0.0.2:").endsWith("/");
    assertThat(home.ask()).startsWith("We open");
  }

  @Test
  void wantsToKnowWhatToDo() throws Exception {
    assertThat(home.run("dev")).startsWith("2 ").contains("start, stop or logs");
    assertThat(home.run("dev", "logs")).startsWith("6 ").contains("none has run");
  }
}
