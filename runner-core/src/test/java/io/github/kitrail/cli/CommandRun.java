package io.github.kitrail.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What a command line did, run in this process with an environment of its own. */
public record CommandRun(int status, String out, String err) {
  private static final Path EXAMPLE = Path.of("../examples/faq-bot");

  /** Runs commands with this directory as kit's home and nothing else in the environment. */
  public static Shell in(Path home) {
    return new Shell(home, Map.of(), "");
  }

  /** An environment to run commands in. */
  public record Shell(Path home, Map<String, String> variables, String input) {
    public Shell with(String name, String value) {
      Map<String, String> more = new HashMap<>(variables);
      more.put(name, value);
      return new Shell(home, more, input);
    }

    public Shell typing(String text) {
      return new Shell(home, variables, text);
    }

    public CommandRun run(String... args) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      Map<String, String> env = new HashMap<>(variables);
      env.put("KITOPS_HOME", home.toString());
      env.put("HOME", home.toString());
      env.put("PATH", System.getenv("PATH"));
      Terminal terminal =
          new Terminal(
              env,
              new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
              new PrintStream(out, true, StandardCharsets.UTF_8),
              new PrintStream(err, true, StandardCharsets.UTF_8),
              Clock.systemUTC(),
              pause -> {},
              false);
      int status = new Cli(terminal).run(args);
      return new CommandRun(
          status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
  }

  public JsonNode json() throws JsonProcessingException {
    return new ObjectMapper().readTree(out);
  }

  /** A copy of the example, to change as a test likes. */
  public static Path copyOfExample(Path to) throws IOException {
    return copy(EXAMPLE, to);
  }

  static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path relative = from.relativize(path);
        if (!relative.startsWith("deploy")) {
          Files.copy(path, to.resolve(relative.toString()));
        }
      }
    }
    return to;
  }
}
