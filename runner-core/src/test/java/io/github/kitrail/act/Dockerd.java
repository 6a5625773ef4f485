package io.github.kitrail.act;

import io.github.kitrail.Peers;
import io.github.kitrail.cli.PeerProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Docker daemon of the tests' own: socket and data are in a folder of theirs, nothing of the
 * machine's network is touched, and it ends with its process.
 */
final class Dockerd implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(60);

  private final Process process;
  private final Path folder;

  private Dockerd(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /**
   * @param folder with a short name: there are sockets in it
   */
  static Dockerd start(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path log = folder.resolve("dockerd.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Peers.program("dockerd").toString(),
            "--bridge=none",
            "--iptables=false",
            "--ip-forward=false",
            "--ip-masq=false",
            "--host=" + host(folder),
            "--data-root=" + folder.resolve("data"),
            "--exec-root=" + folder.resolve("exec"),
            "--pidfile=" + folder.resolve("pid"));
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Dockerd dockerd = new Dockerd(builder.start(), folder);
    long deadline = System.nanoTime() + START.toNanos();
    while (dockerd.ask("info").status() != 0) {
      if (!dockerd.process.isAlive() || System.nanoTime() > deadline) {
        dockerd.close();
        throw new IllegalStateException("dockerd did not start:\n" + Files.readString(log));
      }
      Thread.sleep(100);
    }
    return dockerd;
  }

  private static String host(Path folder) {
    return "unix://" + folder.resolve("docker.sock");
  }

  /** For DOCKER_HOST. */
  String host() {
    return host(folder);
  }

  /** Runs docker on it; prints what that prints. */
  String docker(String... words) throws IOException, InterruptedException {
    return client().run(words);
  }

  private PeerProgram.Ended ask(String... words) throws IOException, InterruptedException {
    return client().end(List.of(words));
  }

  private PeerProgram client() {
    return new PeerProgram("docker", folder, Map.of("DOCKER_HOST", host()));
  }

  /** It ends what it has started, too, which killing it would not; one mount it forgets. */
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      String namespace = folder.resolve("exec/netns/default").toString();
      new ProcessBuilder("umount", namespace).start().waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
