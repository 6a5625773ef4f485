package io.github.kitrail.environment;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the git command says about a folder; nothing when there is no git or no repository. */
final class Git {
  private static final long SECONDS = 20;

  private final Map<String, String> env;
  private final Path folder;
  private final @Nullable Path program;

  Git(Map<String, String> env, Path folder) {
    this.env = env;
    this.folder = folder;
    this.program = find(env);
  }

  /** The checked out revision, or null. */
  @Nullable SourceRevision revision() {
    if (ask("rev-parse", "--is-inside-work-tree") == null) {
      return null;
    }
    String status = output("status", "--porcelain");
    return new SourceRevision(
        RepositoryUrl.publishable(remote()),
        ask("symbolic-ref", "--quiet", "HEAD"),
        ask("rev-parse", "--verify", "--quiet", "HEAD"),
        ask("describe", "--tags", "--exact-match", "HEAD"),
        status == null || !status.isEmpty());
  }

  /** Where origin is, or else the only remote. */
  private @Nullable String remote() {
    String origin = ask("remote", "get-url", "origin");
    String only = ask("remote");
    if (origin != null || only == null || only.contains("\n")) {
      return origin;
    }
    return ask("remote", "get-url", only);
  }

  /** An answer; null when git fails or has nothing to say. */
  private @Nullable String ask(String... arguments) {
    String answer = output(arguments);
    return answer == null || answer.isEmpty() ? null : answer;
  }

  /** What git prints, without the last line break; null when it fails. */
  private @Nullable String output(String... arguments) {
    if (program == null) {
      return null;
    }
    List<String> command = new ArrayList<>(List.of(program.toString()));
    // A repository's own configuration may name programs to run; a build's facts need none.
    command.addAll(List.of("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(env);
    builder.environment().putAll(Map.of("LC_ALL", "C", "GIT_OPTIONAL_LOCKS", "0"));
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      return output(builder.start());
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable String output(Process process) throws IOException {
    // A file system that hangs must not hang the build for the sake of a fact.
    CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
    try (InputStream out = process.getInputStream()) {
      process.getOutputStream().close();
      // Enough for every answer; of a long status only "not empty" matters.
      String text = new String(out.readNBytes(64 * 1024), StandardCharsets.UTF_8).stripTrailing();
      out.transferTo(OutputStream.nullOutputStream());
      return process.waitFor() == 0 ? text : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      process.destroy();
    }
  }

  /** Looked up by ourselves: Windows would also take a git.exe from the folder we look at. */
  private static @Nullable Path find(Map<String, String> env) {
    String path = env.getOrDefault("PATH", env.getOrDefault("Path", ""));
    for (String directory : path.split(File.pathSeparator)) {
      for (String name : List.of("git", "git.exe")) {
        try {
          Path program = Path.of(directory, name);
          if (program.isAbsolute() && Files.isExecutable(program) && Files.isRegularFile(program)) {
            return program;
          }
        } catch (InvalidPathException e) {
          // an entry of PATH that is no path
        }
      }
    }
    return null;
  }
}
