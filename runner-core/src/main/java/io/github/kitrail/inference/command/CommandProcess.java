package io.github.kitrail.inference.command;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.process.PassedOn;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A command that runs, and ends with all that it has started. */
final class CommandProcess {
  /** Where Python, Java and the like find themselves and their caches, besides what all need. */
  static final List<String> PASSED_ON =
      List.of(
          "HOME",
          "USERPROFILE",
          "APPDATA",
          "LOCALAPPDATA",
          "PROGRAMFILES",
          "PATHEXT",
          "TMPDIR",
          "TEMP",
          "TMP",
          "TZ",
          "CI",
          "VIRTUAL_ENV",
          "CONDA_PREFIX",
          "PYTHONPATH",
          "PYTHONHOME",
          "JAVA_HOME",
          "NODE_PATH",
          "CUDA_VISIBLE_DEVICES");

  private static final int MOST_OUTPUT = 4 << 20;
  private static final int LAST_COMPLAINTS = 4000;
  private static final long LOOK_MILLIS = 200;
  private static final long POLITE_MILLIS = 2000;

  /**
   * How it ended.
   *
   * @param status its exit status
   * @param output the beginning of its standard output
   * @param cut whether that was not all
   * @param complaints the end of its standard error
   */
  record Ended(int status, String output, boolean cut, String complaints) {}

  /** It does not start, or takes too long; the message is a sentence. */
  static final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
      super(message);
    }
  }

  private final Process process;
  private final Set<ProcessHandle> started = new LinkedHashSet<>();
  private final Thread hook = new Thread(this::kill, "kitrail-command-end");

  private CommandProcess(Process process) {
    this.process = process;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Runs it to its end.
   *
   * @throws CommandFailure why there is none
   * @throws KitrailException CANCELLED when the thread is interrupted
   */
  static Ended run(CommandCheck check, CommandPlace place) throws CommandFailure, KitrailException {
    List<String> command = check.arguments().stream().map(place::filled).toList();
    ProcessBuilder builder = new ProcessBuilder(command).directory(place.directory().toFile());
    List<String> names = new ArrayList<>(PassedOn.NEEDED);
    names.addAll(PASSED_ON);
    names.addAll(check.variables());
    PassedOn.only(builder, place.environment(), names);
    builder.environment().put("KITRAIL_MODEL", place.model().toString());
    builder.environment().put("KITRAIL_FOLDER", place.folder().toString());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new CommandFailure(
          "Could not start "
              + command.get(0)
              + " in "
              + place.directory()
              + ": there is no such program, or it may not be run. Is it on PATH?");
    }
    return new CommandProcess(process).await(check.timeout());
  }

  private Ended await(Duration timeout) throws CommandFailure, KitrailException {
    CapturedOutput output = new CapturedOutput(process.getInputStream(), MOST_OUTPUT, false);
    CapturedOutput errors = new CapturedOutput(process.getErrorStream(), LAST_COMPLAINTS, true);
    try {
      process.getOutputStream().close();
      if (!endsWithin(timeout)) {
        throw new CommandFailure(
            "It did not end within "
                + timeout.toSeconds()
                + " s, so it was ended. `timeout` gives it longer."
                + said(errors));
      }
      output.finish(POLITE_MILLIS);
      errors.finish(POLITE_MILLIS);
      return new Ended(process.exitValue(), output.text(), output.isCut(), errors.text());
    } catch (IOException e) {
      throw new CommandFailure("It could not be talked to: " + e.getMessage() + ".");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KitrailException(ErrorCode.CANCELLED, "Cancelled while a command ran.", e);
    } finally {
      kill();
      forgetHook();
    }
  }

  private static String said(CapturedOutput errors) {
    return errors.text().isBlank() ? "" : " It said: " + errors.text().strip();
  }

  /** Notes what it starts on the way: when it has ended, nobody can tell any more. */
  private boolean endsWithin(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    while (System.nanoTime() < end) {
      noteStarted();
      if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        return true;
      }
    }
    return false;
  }

  private synchronized void noteStarted() {
    process.descendants().forEach(started::add);
    started.removeIf(it -> !it.isAlive());
  }

  private void kill() {
    noteStarted();
    process.destroyForcibly();
    synchronized (this) {
      started.forEach(ProcessHandle::destroyForcibly);
    }
    process.onExit().completeOnTimeout(process, POLITE_MILLIS, TimeUnit.MILLISECONDS).join();
  }

  private void forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // We are being shut down: the hook runs anyway.
    }
  }
}
