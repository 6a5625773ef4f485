package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.DevStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A second process of ours that goes on when this one has ended: the same command, in its
 * foreground.
 */
final class BackgroundProcess {
  static final String FOREGROUND = "--foreground";

  private static final String ERROR = "kitrail: ";
  private static final long LOOK_MILLIS = 20;

  /** Statuses above it tell the signal that ended a process, such as that of {@code dev stop}. */
  private static final int BY_SIGNAL = 128;

  private final List<String> arguments;

  /**
   * @param arguments of our own command line, {@code dev start …}
   */
  BackgroundProcess(List<String> arguments) {
    this.arguments = List.copyOf(arguments);
  }

  /**
   * Waits until the model is loaded.
   *
   * @throws KitrailException why that failed, in the words and with the code of the other process
   */
  DevStart.Result start(Context context) throws KitrailException {
    Path log = DevStart.newLog(context);
    Process process;
    try {
      process =
          new ProcessBuilder(command())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.UNEXPECTED, "Could not start the dev server: " + e.getMessage() + ".", e);
    }
    try {
      while (process.isAlive()) {
        DevStart.Result ready = DevStart.ready(process.pid(), context);
        if (ready != null) {
          return ready;
        }
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new KitrailException(ErrorCode.CANCELLED, "Cancelled while the model was loaded.", e);
    }
    throw failure(process.exitValue(), log);
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(ourselves());
    command.add(arguments.get(0));
    command.add(arguments.get(1));
    command.add(FOREGROUND);
    command.addAll(arguments.subList(2, arguments.size()));
    return command;
  }

  /** Java with its options, as we were started; Windows does not tell them. */
  private static List<String> ourselves() {
    ProcessHandle.Info info = ProcessHandle.current().info();
    String home = System.getProperty("java.home");
    List<String> command = new ArrayList<>();
    command.add(info.command().orElse(Path.of(home, "bin", "java").toString()));
    List<String> all = Arrays.asList(info.arguments().orElse(new String[0]));
    int jar = all.indexOf("-jar");
    int main = all.indexOf(Main.class.getName());
    if (jar >= 0) {
      command.addAll(all.subList(0, jar + 2));
    } else if (main >= 0) {
      command.addAll(all.subList(0, main + 1));
    } else {
      command.add("-cp");
      command.add(System.getProperty("java.class.path"));
      command.add(Main.class.getName());
    }
    return command;
  }

  private static KitrailException failure(int status, Path log) {
    ErrorCode code =
        Arrays.stream(ErrorCode.values())
            .filter(it -> it.exitStatus() == status)
            .findFirst()
            .orElse(status > BY_SIGNAL ? ErrorCode.CANCELLED : ErrorCode.UNEXPECTED);
    String said;
    try {
      said =
          Files.readString(log, StandardCharsets.UTF_8)
              .lines()
              .filter(it -> it.startsWith(ERROR))
              .map(it -> it.substring(ERROR.length()))
              .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      said = "";
    }
    return new KitrailException(
        code,
        said.isBlank()
            ? "The dev server ended with status "
                + status
                + " before it could be used; see "
                + log
                + "."
            : said);
  }
}
