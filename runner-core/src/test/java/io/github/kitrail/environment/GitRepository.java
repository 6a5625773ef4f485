package io.github.kitrail.environment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real repository in a folder; tests that need one are skipped where there is no git. */
public final class GitRepository {
  /** PATH, and nothing of the configuration of whoever runs the tests. */
  public static final Map<String, String> ENV =
      Map.of(
          "PATH", System.getenv().getOrDefault("PATH", ""),
          "GIT_CONFIG_GLOBAL", "/dev/null",
          "GIT_CONFIG_NOSYSTEM", "1");

  private final Path folder;

  public GitRepository(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    assumeTrue(run("--version") == 0, "git is not installed");
    git("init", "--quiet", "--initial-branch=main");
  }

  public void commit(String content) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("file.txt"), content);
    git("add", "file.txt");
    commit();
  }

  /** All that is in the folder. */
  public void commitAll() throws IOException, InterruptedException {
    git("add", "--all");
    commit();
  }

  private void commit() throws IOException, InterruptedException {
    git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "-m", "x");
  }

  public void git(String... arguments) throws IOException, InterruptedException {
    if (run(arguments) != 0) {
      throw new IOException("git " + String.join(" ", arguments) + " failed");
    }
  }

  public String head() throws IOException {
    String head = Files.readString(folder.resolve(".git/refs/heads/main"));
    return head.strip();
  }

  private int run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(ENV);
    try {
      Process process = builder.redirectErrorStream(true).start();
      new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor();
    } catch (IOException e) {
      return -1;
    }
  }
}
