package io.github.kitrail;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds the programs that {@code tools/peers} installs; without them a test skips by name, or fails
 * in CI.
 */
public final class Peers {
  private Peers() {}

  /** The program of this name on PATH. */
  public static Path program(String name) {
    for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path program = Path.of(directory, name);
      if (Files.isExecutable(program)) {
        return program;
      }
    }
    return missing(name);
  }

  /** The real GGUF model. */
  public static Path gguf() {
    return file("gemma3-270m-q4-k-m.gguf");
  }

  /** A file that a peer is; the variable {@code KITRAIL_PEERS_DIR} names the folder of all. */
  public static Path file(String name) {
    Path home = Path.of(System.getProperty("user.home"), ".cache");
    String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", home.toString());
    String peers = System.getenv().getOrDefault("KITRAIL_PEERS_DIR", cache + "/kitrail/peers");
    Path file = Path.of(peers, name);
    return Files.exists(file) ? file : missing(name);
  }

  private static Path missing(String name) {
    return without("the peer " + name + " is not installed; tools/peers installs it");
  }

  /** Skips the test with this sentence, or fails it in CI. */
  public static <T> T without(String sentence) {
    return "required".equals(System.getenv("KITRAIL_PEERS")) ? fail(sentence) : abort(sentence);
  }
}
