package io.github.kitrail.content.registry.auth;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a small program that is given its input on stdin, so that no process list shows it. */
final class HelperProcess {
  private static final int MAX_OUTPUT = 256 * 1024;
  private static final List<String> SUFFIXES = List.of("", ".exe", ".cmd", ".bat");

  record Result(int status, String output) {
    /** Output is secret. */
    @Override
    public String toString() {
      return "Result[status=" + status + "]";
    }
  }

  private HelperProcess() {}

  /** The program of this name on the PATH of this environment. */
  static @Nullable Path find(Map<String, String> environment, String name) {
    for (String directory : path(environment).split(File.pathSeparator, -1)) {
      for (String suffix : SUFFIXES) {
        Path program = Path.of(directory, name + suffix);
        if (!directory.isEmpty() && Files.isExecutable(program)) {
          return program;
        }
      }
    }
    return null;
  }

  /** Windows calls it Path. */
  private static String path(Map<String, String> environment) {
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      if (variable.getKey().equalsIgnoreCase("PATH")) {
        return variable.getValue();
      }
    }
    return "";
  }

  static Result run(
      Path program, String verb, byte[] input, Map<String, String> environment, Duration timeout)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(program.toString(), verb);
    builder.redirectError(Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      send(process, input);
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("it did not answer within " + timeout.toSeconds() + " s");
      }
      byte[] output = process.getInputStream().readNBytes(MAX_OUTPUT);
      return new Result(process.exitValue(), new String(output, StandardCharsets.UTF_8).trim());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static void send(Process process, byte[] input) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input);
    } catch (IOException e) {
      // It ended without reading; its status tells.
    }
  }
}
