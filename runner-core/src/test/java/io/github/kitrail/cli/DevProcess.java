package io.github.kitrail.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@code kitrail dev start --foreground} that serves, until it is closed. */
public final class DevProcess implements AutoCloseable {
  private static final int LONGEST_START_SECONDS = 90;

  private final Process process;
  private final String url;

  private DevProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * @param folder of this server alone, for its home and its log
   * @param arguments what to serve, and options
   */
  public static DevProcess start(Path folder, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("dev", "start", "--foreground"));
    command.addAll(Arrays.asList(arguments));
    Path log = Files.createDirectories(folder).resolve("log.txt");
    Process process = CommandProcess.start(Main.class, folder.resolve("home"), log, command);
    try {
      return new DevProcess(process, url(process, log));
    } catch (Exception | AssertionError e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static String url(Process process, Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
    while (process.isAlive() && System.nanoTime() < end) {
      for (String line : Files.readAllLines(log)) {
        if (line.startsWith("http://127.0.0.1:")) {
          return line.strip();
        }
      }
      Thread.sleep(20);
    }
    throw new AssertionError("no server came up: " + Files.readString(log));
  }

  /** Of the page, with a slash at its end. */
  public String url() {
    return url;
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the dev server did not end");
    }
  }
}
