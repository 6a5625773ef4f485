package io.github.kitrail.cli;

import java.text.SimpleDateFormat;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The kitrail command. */
public final class Main {
  private static final long CLEAN_UP_SECONDS = 10;

  private Main() {}

  public static void main(String[] args) {
    Thread work = Thread.currentThread();
    // Ctrl-C and kill: the copy is interrupted and cleans up; the JVM then ends with 130 or 143 by
    // itself.
    Thread cancel = new Thread(() -> cancel(work), "cancel");
    Runtime.getRuntime().addShutdownHook(cancel);
    // Jackson makes a date format when it starts, for which the JDK reads locales: 30 ms that pass
    // beside the parsing of
    // the command line.
    Thread locales = new Thread(() -> new SimpleDateFormat("yyyy", Locale.ROOT), "locales");
    locales.setDaemon(true);
    locales.start();
    int status = new Cli(Terminal.ofProcess()).run(args);
    try {
      Runtime.getRuntime().removeShutdownHook(cancel);
    } catch (IllegalStateException alreadyShuttingDown) {
      return;
    }
    System.exit(status);
  }

  private static void cancel(Thread work) {
    work.interrupt();
    try {
      work.join(TimeUnit.SECONDS.toMillis(CLEAN_UP_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
