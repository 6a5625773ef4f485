package io.github.kitrail.cli;

import io.github.kitrail.operations.Pauses;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Does nothing that anybody sees, but loads the classes that every command loads, so that {@code
 * ./kitrail} can keep them in a class data archive and start faster the next time.
 */
public final class WarmUp {
  private WarmUp() {}

  public static void main(String[] args) throws IOException {
    Path store = Files.createTempDirectory("kitrail-warm-up-");
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    Terminal terminal =
        new Terminal(
            Map.of(),
            new ByteArrayInputStream(new byte[0]),
            nowhere,
            nowhere,
            Clock.systemUTC(),
            Pauses.SLEPT,
            false);
    Cli cli = new Cli(terminal);
    String home = store.toString();
    cli.run("list", "--store", home, "--output", "json");
    cli.run("inspect", "warm-up:none", "--store", home);
    cli.run("inspect", "--remote", "127.0.0.1:1/warm-up:none", "--plain-http", "--store", home);
    cli.run("diff", "--help");
    delete(store);
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
