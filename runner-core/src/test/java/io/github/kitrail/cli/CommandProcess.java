package io.github.kitrail.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM of its own with all of Kitrail, which may be killed at any moment. */
public final class CommandProcess {
  private CommandProcess() {}

  /**
   * @param home kit's home
   * @param log gets what it prints
   */
  public static Process start(Class<?> main, Path home, Path log, List<String> arguments)
      throws IOException {
    return start(List.of(), main, home, log, arguments);
  }

  /** The same with more of the JVM's flags. */
  static Process start(
      List<String> flags, Class<?> main, Path home, Path log, List<String> arguments)
      throws IOException {
    return start(flags, Map.of(), main, home, log, arguments);
  }

  /** The same with more variables. */
  static Process start(
      List<String> flags,
      Map<String, String> variables,
      Class<?> main,
      Path home,
      Path log,
      List<String> arguments)
      throws IOException {
    Files.createDirectories(home);
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Surefire starts its own JVM with a jar that only names the class path.
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    line.addAll(List.of("-XX:+UseSerialGC", "-Xmx192m"));
    line.addAll(flags);
    line.add(main.getName());
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    builder.environment().put("KITOPS_HOME", home.toString());
    // Not on the command line: of a long one Linux does not tell a process its own arguments.
    builder.environment().put("CLASSPATH", classPath);
    builder.environment().putAll(variables);
    return builder.start();
  }
}
