package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.Peers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** However a dev server with a real llama-server ends: nothing is left of all three processes. */
@Tag("peer")
@Timeout(180)
class DevEndsPeerTest {
  @TempDir Path folder;
  private DevHome home;

  @BeforeEach
  void serve() throws Exception {
    String program = Peers.program("llama-server").toString();
    home = DevHome.in(folder).with("KITRAIL_LLAMA_SERVER", program);
    assertThat(home.run("pack", DevHome.FAQ_BOT, "-t", "faq:1", "-q")).startsWith("0 ");
    assertThat(home.run("dev", "start", "faq:1", "--engine", "llama-server")).startsWith("0 ");
    assertThat(home.ask()).isEqualTo(DevHome.ANSWER);
    assertThat(home.processes()).hasSize(3);
    assertThat(home.left()).anyMatch(it -> it.startsWith("kitrail-engine-"));
  }

  @AfterEach
  void endAll() throws Exception {
    if (home != null) {
      home.run("dev", "stop");
    }
  }

  private static ProcessHandle llamaServer(List<ProcessHandle> processes) {
    return processes.stream()
        .filter(it -> it.info().command().orElse("").endsWith("llama-server"))
        .findFirst()
        .orElseThrow();
  }

  private static ProcessHandle keeper(List<ProcessHandle> processes) {
    return llamaServer(processes).parent().orElseThrow();
  }

  @Test
  void stopEndsAll() throws Exception {
    List<ProcessHandle> processes = home.processes();
    assertThat(home.run("dev", "stop")).startsWith("0 ").contains("faq:1 has ended");
    DevHome.awaitEnd(processes);
    assertThat(home.left()).isEmpty();
  }

  @Test
  void aSignalEndsAll() throws Exception {
    List<ProcessHandle> processes = home.processes();
    processes.get(0).destroy();
    DevHome.awaitEnd(processes);
    home.run("dev", "stop"); // where there is no polite end
    assertThat(home.left()).isEmpty();
  }

  @Test
  void nothingOutlivesAServerThatIsKilled() throws Exception {
    List<ProcessHandle> processes = home.processes();
    processes.get(0).destroyForcibly();
    DevHome.awaitEnd(processes);
    home.run("dev", "stop");
    assertThat(home.left()).isEmpty();
  }

  @Test
  void aKilledLlamaServerIsLoadedAgain() throws Exception {
    isLoadedAgainAfterTheEndOf(llamaServer(home.processes()));
  }

  @Test
  void aKilledKeeperIsLoadedAgain() throws Exception {
    isLoadedAgainAfterTheEndOf(keeper(home.processes()));
  }

  private void isLoadedAgainAfterTheEndOf(ProcessHandle killed) throws Exception {
    List<ProcessHandle> before = home.processes();
    killed.destroyForcibly();
    DevHome.awaitEnd(List.of(killed));
    home.request(); // which may be the one that notices
    assertThat(home.ask()).isEqualTo(DevHome.ANSWER);
    List<ProcessHandle> now = home.processes();
    DevHome.awaitEnd(before.subList(1, before.size()));
    assertThat(now).hasSize(3);
    home.run("dev", "stop");
    DevHome.awaitEnd(now);
    assertThat(home.left()).isEmpty();
  }
}
