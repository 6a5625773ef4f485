package io.github.kitrail.evidence.keyless;

import io.github.kitrail.Peers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that signs or verifies, at home in a folder of the test: what it would keep of the
 * public Sigstore is not there.
 */
public record KeylessPeer(String name, Path directory) {
  private static final long LIMIT_SECONDS = 120;

  /** What a program said and how it ended. */
  public record Answer(int exit, String text) {
    public boolean isYes() {
      return exit == 0;
    }
  }

  public Answer run(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(Peers.program(name).toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.redirectErrorStream(true).environment().put("HOME", directory.toString());
    builder.environment().put("NO_PROXY", "127.0.0.1");
    // Sentences on one line, so that a test finds them.
    builder.environment().put("COLUMNS", "400");
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(name + " does not end: " + text);
      }
      return new Answer(process.exitValue(), text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** The same, and a no is a failure of the test. */
  public String require(List<String> arguments) throws IOException {
    Answer answer = run(arguments);
    if (!answer.isYes()) {
      throw new AssertionError(name + " ended with " + answer.exit() + ":\n" + answer.text());
    }
    return answer.text();
  }
}
