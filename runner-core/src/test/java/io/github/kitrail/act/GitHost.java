package io.github.kitrail.act;

import io.github.kitrail.environment.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** GitHub's git repositories by their own address, in a folder of this machine. */
record GitHost(Path folder) {
  /** A repository with what this one has committed, to clone and to push to. */
  void take(ModelRepository repository) throws IOException, InterruptedException {
    Path bare = Files.createDirectories(bare());
    GitRepository git = new GitRepository(repository.folder());
    git.git("clone", "--quiet", "--bare", repository.folder().toString(), bare.toString());
  }

  private Path bare() {
    return folder.resolve(ModelRepository.NAME + ".git");
  }

  /** A clone of what is there now. */
  Path checkout(Path to) throws IOException, InterruptedException {
    new GitRepository(Files.createDirectories(to))
        .git("pull", "--quiet", bare().toString(), "main");
    return to;
  }

  /** Makes git of a job find it. */
  WorkflowRun in(WorkflowRun run) throws IOException {
    Path configuration =
        Files.writeString(
            folder.resolve("gitconfig"),
            "[url \"file://" + folder + "/\"]\n  insteadOf = https://github.com/\n");
    return run.variable("GIT_CONFIG_GLOBAL", configuration.toString());
  }
}
