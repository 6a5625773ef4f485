package io.github.kitrail.cli;

import io.github.kitrail.Peers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A peer's command line, run in a folder of the test. */
public record PeerProgram(String name, Path directory, Map<String, String> variables) {

  /**
   * How it ended.
   *
   * @param text its output, both streams together
   */
  public record Ended(int status, String text) {}

  /** Its output, both streams together; an exit status other than 0 is a failure of the test. */
  public String run(String... args) throws IOException, InterruptedException {
    Ended ended = end(List.of(args));
    if (ended.status() != 0) {
      throw new AssertionError(
          name + " " + List.of(args) + " ended with " + ended.status() + ":\n" + ended.text());
    }
    return ended.text();
  }

  /** Runs it to its end, whatever that is. */
  public Ended end(List<String> args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Peers.program(name).toString()));
    command.addAll(args);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().putAll(variables);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }
}
