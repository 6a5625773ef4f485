package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However a dev server ends, and whenever: no process is left of it, and no temporary file. */
@Timeout(180)
class DevEndsRunTest {
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

  private List<ProcessHandle> serving() throws Exception {
    assertThat(home.run("pack", DevHome.FAQ_BOT, "-t", "faq:1", "-q")).startsWith("0 ");
    assertThat(home.run("dev", "start", "faq:1")).startsWith("0 ");
    // Else nothing that is gone later has ever been there.
    assertThat(home.left()).anyMatch(it -> it.startsWith("kitrail-engine-"));
    assertThat(home.left()).anyMatch(it -> it.startsWith(".kitrail-model-"));
    return home.processes();
  }

  private static void send(String signal, long pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(pid)).start().waitFor())
        .isZero();
  }

  /** Whoever ignores a signal has children that do; so it is behind nohup and in scripts with &. */
  private static boolean isIgnored(int signal) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    String mask =
        Files.readAllLines(status).stream()
            .filter(it -> it.startsWith("SigIgn:"))
            .findFirst()
            .orElse("SigIgn:0");
    return (Long.parseUnsignedLong(mask.replace("SigIgn:", "").strip(), 16) >> (signal - 1) & 1)
        == 1;
  }

  @ParameterizedTest
  @CsvSource({"TERM, 15", "INT, 2", "HUP, 1"})
  @DisabledOnOs(OS.WINDOWS) // there are no signals
  void endsWithASignalInTheBackground(String signal, int number) throws Exception {
    assumeThat(isIgnored(number)).isFalse();
    List<ProcessHandle> processes = serving();
    send(signal, processes.get(0).pid());
    DevHome.awaitEnd(processes);
    assertThat(home.left()).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // there are no signals
  void endsWithCtrlCInTheForeground() throws Exception {
    assumeThat(isIgnored(2)).isFalse();
    DevHome.Started started = home.start("dev", "start", "--foreground", DevHome.FAQ_BOT);
    started.awaitText("http://");
    List<ProcessHandle> processes = home.processes();
    send("INT", started.process().pid());
    assertThat(started.end()).startsWith("130 ");
    DevHome.awaitEnd(processes);
    assertThat(home.left()).isEmpty();
  }

  @Test
  void stopBreaksOffWhatIsBeingAnswered() throws Exception {
    List<ProcessHandle> processes = serving();
    ExecutorService clients = Executors.newFixedThreadPool(4);
    List<Future<Integer>> answers = new ArrayList<>();
    for (int client = 0; client < 4; client++) {
      answers.add(
          clients.submit(
              () -> {
                int answered = 0;
                try {
                  while (home.request().statusCode() == 200) {
                    answered++;
                  }
                } catch (IOException e) {
                  // The server has gone.
                }
                return answered;
              }));
    }
    TimeUnit.SECONDS.sleep(1);
    assertThat(answers).noneMatch(Future::isDone);
    assertThat(home.run("dev", "stop")).startsWith("0 ").contains("faq:1 has ended");
    DevHome.awaitEnd(processes);
    assertThat(home.left()).isEmpty();
    for (Future<Integer> answer : answers) {
      assertThat(answer.get(30, TimeUnit.SECONDS)).isPositive();
    }
    clients.shutdown();
  }

  @Test
  void aKilledEngineIsLoadedAgain() throws Exception {
    List<ProcessHandle> processes = serving();
    ProcessHandle engine = processes.get(1);
    engine.destroyForcibly();
    DevHome.awaitEnd(List.of(engine));
    home.request(); // which may be the one that notices
    assertThat(home.ask()).isEqualTo(DevHome.ANSWER);
    List<ProcessHandle> now = home.processes();
    assertThat(now).hasSize(2).doesNotContain(engine);
    assertThat(home.left().stream().filter(it -> it.startsWith("kitrail-engine-"))).hasSize(1);
    home.run("dev", "stop");
    DevHome.awaitEnd(now);
    assertThat(home.left()).isEmpty();
  }

  @Test
  void ofTwoStartsAtOnceOneServes() throws Exception {
    DevHome.Started first = home.start("dev", "start", DevHome.FAQ_BOT);
    DevHome.Started second = home.start("dev", "start", DevHome.FAQ_BOT);
    List<String> ends = List.of(first.end(), second.end());
    assertThat(ends).as(ends.toString()).filteredOn(it -> it.startsWith("0 http://")).hasSize(1);
    assertThat(ends).as(ends.toString()).filteredOn(it -> it.startsWith("2 kitrail: ")).hasSize(1);
    assertThat(home.ask()).isEqualTo(DevHome.ANSWER);
    assertThat(home.run("dev", "logs")).contains("chat: ");
  }

  /** A start whose engine never says that the model is loaded. */
  private DevHome.Started loading() throws Exception {
    Path engine = folder.resolve("llama-server");
    Files.writeString(
        engine,
        """
        #!/bin/sh
        [ "$1" = --version ] && echo "version: 1 (never ready)" && exit
        exec sleep 600
        """);
    assertThat(engine.toFile().setExecutable(true)).isTrue();
    home = home.with("KITRAIL_LLAMA_SERVER", engine.toString());
    DevHome.Started start = home.start("dev", "start", DevHome.FAQ_BOT, "--engine", "llama-server");
    while (!Files.exists(folder.resolve("home/kitrail/dev/server.json"))
        || home.processes().size() < 3) {
      assertThat(start.process().isAlive()).as(Files.readString(start.log())).isTrue();
      Thread.sleep(20);
    }
    return start;
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // a shell script is no program there
  void whatIsStillLoadingCanBeStopped() throws Exception {
    DevHome.Started start = loading();
    List<ProcessHandle> processes = home.processes();
    assertThat(home.run("dev", "start", DevHome.FAQ_BOT))
        .startsWith("2 ")
        .contains("just starting");
    assertThat(home.run("dev", "stop")).startsWith("0 ").contains("has ended");
    assertThat(start.end()).startsWith("130 kitrail: Cancelled");
    DevHome.awaitEnd(processes);
    assertThat(home.left()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "KILL"})
  @DisabledOnOs(OS.WINDOWS)
  void aStartThatEndsWhileItWaitsLeavesNothingThatCannotBeStopped(String signal) throws Exception {
    DevHome.Started start = loading();
    List<ProcessHandle> processes = home.processes();
    send(signal, start.process().pid());
    start.end();
    if (signal.equals("KILL")) { // nobody can tell the server
      assertThat(home.run("dev", "stop")).startsWith("0 ").contains("has ended");
    }
    DevHome.awaitEnd(processes);
    assertThat(home.left()).isEmpty();
  }
}
