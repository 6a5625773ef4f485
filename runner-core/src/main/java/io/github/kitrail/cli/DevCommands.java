package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.DevLogs;
import io.github.kitrail.operations.DevStart;
import io.github.kitrail.operations.DevStop;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Serving a packaged model on one's own machine. */
final class DevCommands {
  private DevCommands() {}

  /** {@code dev} with the commands below it. */
  static CommandSpec spec(Terminal terminal) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new Dev());
    spec.addSubcommand("start", CommandSpec.forAnnotatedObject(new Start(terminal)));
    spec.addSubcommand("stop", CommandSpec.forAnnotatedObject(new Stop(terminal)));
    spec.addSubcommand("logs", CommandSpec.forAnnotatedObject(new Logs(terminal)));
    return spec;
  }

  @Command(
      name = "dev",
      description = "Serves a packaged model on this machine, with a chat page and an API.",
      synopsisSubcommandLabel = "COMMAND")
  private static final class Dev implements Runnable {
    @Spec @Nullable CommandSpec spec;

    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Shows this help.")
    boolean help;

    @Override
    public void run() {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "Name what to do: start, stop or logs");
    }
  }

  @Command(
      name = "start",
      description =
          "Loads the model and serves it in the background; prints the address when it can be used.")
  static final class Start extends KitrailCommand<DevStart.Result> {
    @Spec @Nullable CommandSpec spec;

    @Parameters(
        paramLabel = "DIR|REF",
        arity = "0..1",
        description =
            "A folder with a Kitfile (by default the current one), or a ModelKit: with a registry host there, without one in the store.")
    String target = ".";

    @Option(
        names = {"-f", "--file"},
        paramLabel = "FILE",
        description = "The Kitfile; by default the folder's own.")
    @Nullable Path file;

    @Option(
        names = "--host",
        paramLabel = "ADDRESS",
        description =
            "Where to listen; for any other than a loopback address, requests need the token that is printed.")
    String host = "127.0.0.1";

    @Option(
        names = "--port",
        paramLabel = "NUMBER",
        description =
            "The port to listen on; by default that of the server before, or any that is free.")
    int port;

    @Option(
        names = "--engine",
        paramLabel = "NAME",
        description = "What runs the model: java-llama.cpp, the default, or llama-server.")
    @Nullable String engine;

    @Option(
        names = "--context-size",
        paramLabel = "TOKENS",
        description =
            "What prompt and answer may have together; by default the engine's choice, which fits small machines.")
    int contextSize;

    @Option(names = BackgroundProcess.FOREGROUND, description = "Stays, and serves until Ctrl-C.")
    boolean foreground;

    Start(Terminal terminal) {
      super(terminal);
    }

    @Override
    DevStart.Result execute(Context context) throws KitrailException {
      if (foreground) {
        DevStart.Request request =
            new DevStart.Request(target, file, engine, host, port, contextSize);
        return DevStart.run(request, context, it -> terminal().out().println(it.url()));
      }
      CommandLine root = Objects.requireNonNull(spec).root().commandLine();
      return new BackgroundProcess(root.getParseResult().originalArgs()).start(context);
    }

    @Override
    void print(DevStart.Result result, PrintStream out) {
      out.println(result.url());
      out.println("Serves " + result.target() + "; end it with: kitrail dev stop");
    }
  }

  @Command(name = "stop", description = "Ends the dev server and removes what it left.")
  static final class Stop extends KitrailCommand<DevStop.Result> {
    Stop(Terminal terminal) {
      super(terminal);
    }

    @Override
    DevStop.Result execute(Context context) throws KitrailException {
      return DevStop.run(context);
    }

    @Override
    void print(DevStop.Result result, PrintStream out) {
      DevStart.Result stopped = result.server();
      out.println(
          stopped == null
              ? "No dev server runs."
              : "The dev server of " + stopped.target() + " has ended.");
    }
  }

  @Command(name = "logs", description = "Shows what the dev server has said.")
  static final class Logs extends KitrailCommand<DevLogs.Result> {
    @Option(
        names = {"-f", "--follow"},
        description = "Goes on until the server ends.")
    boolean follow;

    Logs(Terminal terminal) {
      super(terminal);
    }

    @Override
    DevLogs.Result execute(Context context) throws KitrailException {
      boolean json = global().output == GlobalOptions.Output.JSON;
      return DevLogs.run(
          new DevLogs.Request(follow), json ? terminal().err() : terminal().out(), context);
    }

    @Override
    void print(DevLogs.Result result, PrintStream out) {
      // All is said.
    }
  }
}
