package io.github.kitrail.inference.command;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A program that does what its first argument says, on any system. */
public final class FakeCommand {
  private FakeCommand() {}

  /** How it is started. */
  public static List<String> line(String... arguments) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    Path java = Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
    String place = FakeCommand.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    List<String> start =
        List.of(
            java.toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-cp",
            Path.of(windows ? place.substring(1) : place).toString(),
            FakeCommand.class.getName());
    return Stream.concat(start.stream(), List.of(arguments).stream()).toList();
  }

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "print" -> System.out.println(String.join("|", List.of(args).subList(1, args.length)));
      case "variable" -> System.out.println(args[1] + "=" + System.getenv(args[1]));
      case "directory" -> System.out.println(Path.of("").toAbsolutePath());
      case "list" -> {
        String[] names = Path.of(args[1]).toFile().list();
        Arrays.sort(names);
        System.out.println(String.join(" ", names));
      }
      case "fail" -> {
        System.err.println("accuracy 0.31 is below 0.9");
        System.exit(3);
      }
      case "flood" -> {
        byte[] line = "x".repeat(1023).concat("\n").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 5 * 1024; i++) {
          System.out.write(line);
        }
        System.out.flush();
      }
      case "hang" -> {
        // With a child that hangs, too, and holds the same output open.
        Process child = new ProcessBuilder(line("sleep")).inheritIO().start();
        Files.writeString(Path.of(args[1]), child.pid() + "");
        Thread.sleep(60_000);
      }
      case "leave" -> {
        Process child = new ProcessBuilder(line("sleep")).inheritIO().start();
        Files.writeString(Path.of(args[1]), child.pid() + "");
        Thread.sleep(1000);
      }
      case "sleep" -> Thread.sleep(60_000);
      default -> throw new IllegalArgumentException(args[0]);
    }
  }
}
