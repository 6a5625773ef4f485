package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.environment.Annotation;
import io.github.kitrail.environment.Environment;
import io.github.kitrail.environment.Environments;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.Contexts;
import io.github.kitrail.operations.Settings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One command's context, made from the options and the environment. */
final class Session implements AutoCloseable {
  private final Contexts contexts;
  private final Progress progress;
  private final ScheduledExecutorService ticks;

  private Session(Contexts contexts, Progress progress) {
    this.contexts = contexts;
    this.progress = progress;
    this.ticks = Executors.newSingleThreadScheduledExecutor(Session::daemon);
    ticks.scheduleWithFixedDelay(progress::tick, 1, 1, TimeUnit.SECONDS);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "kitrail-progress");
    thread.setDaemon(true);
    return thread;
  }

  static Session open(GlobalOptions global, Terminal terminal) throws KitrailException {
    if (global.concurrency < 1) {
      throw new KitrailException(ErrorCode.BAD_INPUT, "--concurrency must be at least 1.");
    }
    Map<String, String> env = terminal.env();
    Settings settings =
        new Settings(
            global.store,
            global.plainHttp,
            global.tlsVerify,
            global.tlsCa,
            orVariable(global.tlsCert, env.get("KITOPS_CLIENT_CERT")),
            orVariable(global.tlsKey, env.get("KITOPS_CLIENT_KEY")),
            global.concurrency,
            global.upload);
    Environment environment =
        Environments.detect(env, terminal.commands(), terminal.clock(), new SecureRandom());
    Progress listener =
        new Progress(
            terminal.err(),
            terminal.interactive(),
            global.quiet,
            () -> System.nanoTime() / 1_000_000,
            message -> environment.annotate(Annotation.of(Annotation.Level.WARNING, message)));
    return new Session(
        Contexts.open(settings, listener, environment, terminal.clock(), terminal.pauses(), env),
        listener);
  }

  private static @Nullable Path orVariable(@Nullable Path option, @Nullable String variable) {
    return option != null || variable == null || variable.isEmpty() ? option : Path.of(variable);
  }

  Context context() {
    return contexts.context();
  }

  @Override
  public void close() {
    ticks.shutdownNow();
    progress.end();
    contexts.close();
  }
}
