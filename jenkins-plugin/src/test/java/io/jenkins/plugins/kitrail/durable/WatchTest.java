package io.jenkins.plugins.kitrail.durable;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kitrail.command.SecretMask;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes; what a restart of the controller keeps is written and read in between. */
@DisabledOnOs(OS.WINDOWS)
class WatchTest {
  private static final Limits LIMITS =
      new Limits(
          Duration.ofMinutes(10),
          Duration.ofSeconds(60),
          Duration.ofMillis(20),
          Duration.ofMillis(100));
  private static final Instant START = Instant.parse("2026-11-27T12:00:00Z");

  @TempDir Path folder;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final KeptLine kept = new KeptLine();
  private final BuildLog log =
      new BuildLog(
          new PrintStream(written, true, StandardCharsets.UTF_8),
          new SecretMask(List.of("hunter2")),
          kept);
  private Watch watch = new Watch("publish", "linux-1");

  /** As the execution of a step keeps it. */
  private static final class KeptLine implements Pending {
    private byte[] bytes = {};

    @Override
    public byte[] get() {
      return bytes;
    }

    @Override
    public void set(byte[] line) {
      bytes = line;
    }
  }

  /** No process outlives its test, nor writes into a folder that is about to go. */
  @AfterEach
  void endAll() throws Exception {
    ShellConnection agent = new ShellConnection(folder, "");
    for (int i = 0; Files.exists(folder.resolve("wrap.sh")) && agent.exitStatus() == null; i++) {
      assertThat(i).isLessThan(500);
      agent.kill();
      Thread.sleep(20);
    }
  }

  @Test
  void aCommandsOutputIsItsResultAndItsLogIsTheBuildsWithoutSecrets() throws Exception {
    ShellConnection agent =
        new ShellConnection(folder, "echo with hunter2 >&2; echo '{\"digest\": \"a\"}'; exit 0\n");

    Outcome outcome = untilTheEnd(agent);

    assertThat(outcome.kind()).isEqualTo(Outcome.Kind.EXITED);
    assertThat(outcome.status()).isZero();
    assertThat(outcome.output()).isEqualTo("{\"digest\": \"a\"}\n");
    assertThat(written()).isEqualTo("with ****\n");
    assertThat(agent.isCleaned()).isTrue();
    assertThat(watch.look(agent, log, LIMITS, START)).as("told once").isNull();
  }

  @Test
  void aFailureSaysWhatTheToolSaid() throws Exception {
    Outcome outcome =
        untilTheEnd(new ShellConnection(folder, "echo 'kitrail: no such tag' >&2; exit 6\n"));

    assertThat(outcome.status()).isEqualTo(6);
    assertThat(outcome.sentence()).isEqualTo("no such tag");
  }

  @Test
  void aRestartOfTheControllerCostsNothing() throws Exception {
    ShellConnection agent =
        new ShellConnection(
            folder,
            "echo one >&2; printf 'two hun' >&2; while [ ! -f go ]; do sleep 0.02; done;"
                + " echo ter2 >&2; echo three >&2; echo done\n");
    while (!written().contains("one") || kept.bytes.length == 0) {
      assertThat(watch.look(agent, log, LIMITS, START)).isNull();
      Thread.sleep(20);
    }
    watch = restarted(watch);
    Files.writeString(folder.resolve("go"), "");

    Outcome outcome = untilTheEnd(new ShellConnection(folder, "exit 99\n"));

    assertThat(outcome.status()).as("not started a second time").isZero();
    assertThat(outcome.output()).isEqualTo("done\n");
    assertThat(written()).isEqualTo("one\ntwo ****\nthree\n");
  }

  @Test
  void whatAStartLeftThatNobodySavedIsEnded() throws Exception {
    Watch lost = restarted(watch);
    ShellConnection agent = new ShellConnection(folder, "sleep 600\n");
    watch.look(agent, log, LIMITS, START);
    awaitProcess(agent);

    ProcessHandle orphan = agent.processes().findFirst().orElseThrow();
    AtomicBoolean startedAnew = new AtomicBoolean();

    lost.look(
        new ShellConnection(folder, "") {
          @Override
          public void launch() {
            startedAnew.set(true);
          }
        },
        log,
        LIMITS,
        START);

    assertThat(orphan.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    assertThat(startedAnew).isTrue();
  }

  @Test
  void anAbortEndsTheProcessAndWhatItStarted() throws Exception {
    ShellConnection agent = new ShellConnection(folder, "sleep 600 & sleep 600; wait\n");
    watch.look(agent, log, LIMITS, START);
    awaitProcess(agent);
    List<ProcessHandle> processes = agent.processes().toList();

    watch.stop(START);
    Outcome outcome = untilTheEnd(agent);

    assertThat(outcome.kind()).isEqualTo(Outcome.Kind.STOPPED);
    assertThat(processes).isNotEmpty();
    for (ProcessHandle process : processes) {
      assertThat(process.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    }
    assertThat(agent.isCleaned()).isTrue();
  }

  @Test
  void anAbortSurvivesARestart() throws Exception {
    ShellConnection agent = new ShellConnection(folder, "sleep 600\n");
    watch.look(agent, log, LIMITS, START);
    awaitProcess(agent);
    watch.stop(START);
    watch = restarted(watch);

    assertThat(untilTheEnd(agent).kind()).isEqualTo(Outcome.Kind.STOPPED);
  }

  @Test
  void whatWillNotEndIsGivenUpAfterAWhile() throws Exception {
    ShellConnection agent = new ShellConnection(folder, "trap '' TERM; sleep 2\n");
    watch.look(agent, log, LIMITS, START);
    awaitProcess(agent);
    watch.stop(START);

    assertThat(watch.look(agent, log, LIMITS, START.plusSeconds(59))).isNull();
    assertThat(watch.look(agent, log, LIMITS, START.plusSeconds(60)).kind())
        .isEqualTo(Outcome.Kind.STOPPED);
  }

  @Test
  void anAgentThatComesBackGoesOn() throws Exception {
    ShellConnection agent = new ShellConnection(folder, "echo done\n");
    watch.look(agent, log, LIMITS, START);
    assertThat(watch.look(null, log, LIMITS, START)).isNull();
    assertThat(watch.look(null, log, LIMITS, START.plusSeconds(599))).isNull();

    assertThat(untilTheEnd(agent).output()).isEqualTo("done\n");
    assertThat(written())
        .isEqualTo(
            "kitrail: Cannot reach agent linux-1 (it is offline); waiting for it up to 10 min.\n"
                + "kitrail: agent linux-1 is back.\n");
  }

  @Test
  void anAgentThatStaysAwayFailsTheStepWithOneSentence() throws Exception {
    watch.look(new ShellConnection(folder, "sleep 1\n"), log, LIMITS, START);
    watch.look(null, log, LIMITS, START);
    watch = restarted(watch);

    Outcome outcome = watch.look(null, log, LIMITS, START.plus(Duration.ofMinutes(10)));

    assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
    assertThat(outcome.sentence())
        .isEqualTo(
            "Gave up kitrail publish: for 10 min agent linux-1 could not be reached (it is"
                + " offline). Bring it back, and run this build again.");
  }

  @Test
  void aConnectionThatBreaksInTheMiddleOfALineLosesAndRepeatsNothing() throws Exception {
    ShellConnection agent = new ShellConnection(folder, "echo a-hunter2-b >&2; echo c >&2\n");
    watch.look(agent, log, LIMITS, START);
    while (agent.exitStatus() == null) {
      Thread.sleep(20);
    }
    agent.mostOfLog = 4;
    for (int i = 0; i < 3; i++) {
      assertThat(watch.look(agent, log, LIMITS, START)).isNull();
      assertThat(written()).doesNotContain("hun");
    }
    agent.mostOfLog = Integer.MAX_VALUE;
    untilTheEnd(agent);

    assertThat(written().lines().filter(it -> !it.startsWith("kitrail: ")))
        .containsExactly("a-****-b", "c");
  }

  @Test
  void anErrorsTextHasNoSecrets() throws Exception {
    ShellConnection agent = new ShellConnection(folder, "sleep 1\n");
    agent.broken = true;

    assertThat(watch.look(agent, log, LIMITS, START)).isNull();

    assertThat(written()).contains("(the channel is closed, ****)").doesNotContain("hunter2");
  }

  @Test
  void anAgentThatIsLostBeforeItWasTidiedUpDoesNotChangeTheResult() throws Exception {
    ShellConnection agent =
        new ShellConnection(folder, "echo done\n") {
          @Override
          public void cleanUp() throws IOException {
            throw new IOException("gone");
          }
        };
    watch.look(agent, log, LIMITS, START);
    while (agent.exitStatus() == null) {
      Thread.sleep(20);
    }
    assertThat(watch.look(agent, log, LIMITS, START)).isNull();
    watch = restarted(watch);

    Outcome outcome = watch.look(null, log, LIMITS, START.plus(Duration.ofMinutes(10)));

    assertThat(outcome.output()).isEqualTo("done\n");
    assertThat(written()).contains("Could not remove this step's temporary files");
  }

  @Test
  void anAgentThatCannotRunTheToolFailsTheStepAtOnce() throws Exception {
    ShellConnection agent =
        new ShellConnection(folder, "") {
          @Override
          public void launch() throws UnusableAgentException {
            throw new UnusableAgentException("kitrail needs Java 17.");
          }
        };

    Outcome outcome = watch.look(agent, log, LIMITS, START);

    assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
    assertThat(outcome.sentence()).isEqualTo("kitrail needs Java 17.");
  }

  @Test
  void looksGetRarerWhileThereIsNothingNew() throws Exception {
    ShellConnection agent = new ShellConnection(folder, "sleep 2\n");
    for (int i = 0; i < 30; i++) {
      watch.look(agent, log, LIMITS, START);
    }
    assertThat(watch.pause(LIMITS)).isEqualTo(LIMITS.longest());
    watch.stop(START);
    assertThat(watch.pause(LIMITS)).isEqualTo(LIMITS.shortest());
  }

  private Outcome untilTheEnd(ShellConnection agent) throws Exception {
    for (int i = 0; i < 500; i++) {
      Outcome outcome = watch.look(agent, log, LIMITS, START);
      if (outcome != null) {
        return outcome;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("no end: " + written());
  }

  private static void awaitProcess(ShellConnection agent) throws Exception {
    for (int i = 0; i < 500 && agent.processes().findAny().isEmpty(); i++) {
      Thread.sleep(20);
    }
  }

  private String written() {
    return written.toString(StandardCharsets.UTF_8);
  }

  private static Watch restarted(Watch watch) throws Exception {
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    try (ObjectOutputStream stream = new ObjectOutputStream(saved)) {
      stream.writeObject(watch);
    }
    try (ObjectInputStream stream =
        new ObjectInputStream(new ByteArrayInputStream(saved.toByteArray()))) {
      return (Watch) stream.readObject();
    }
  }
}
