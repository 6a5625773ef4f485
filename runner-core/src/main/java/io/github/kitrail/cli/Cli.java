package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.Version;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;

/**
 * Parses a command line, runs its command and turns failures into a sentence and an exit status.
 */
public final class Cli {
  private final Terminal terminal;
  private final @Nullable CommandLog log;

  public Cli(Terminal terminal) {
    this(terminal, null);
  }

  /**
   * @param log who tells the user of failures; null when that is us
   */
  Cli(Terminal terminal, @Nullable CommandLog log) {
    this.terminal = terminal;
    this.log = log;
  }

  /** Runs one command line and returns the exit status of DESIGN's table. */
  public int run(String... args) {
    if (List.of(args).equals(List.of("--version"))) {
      terminal.out().println("kitrail " + Version.current());
      return 0;
    }
    return commandLine(args).execute(args);
  }

  /** Only the command that is named is built: the others would only cost start-up time. */
  private CommandLine commandLine(String[] args) {
    CommandLine root = new CommandLine(new Root());
    Map<String, Function<Terminal, Object>> commands = Commands.all();
    String named = args.length > 0 ? args[0] : "";
    if (commands.containsKey(named)) {
      root.addSubcommand(named, observed(commands.get(named).apply(terminal)));
    } else if (named.equals(GitHubActionCommand.NAME)) {
      root.addSubcommand(named, new GitHubActionCommand(terminal));
    } else {
      commands.forEach((name, make) -> root.addSubcommand(name, make.apply(terminal)));
    }
    root.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    root.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    root.setColorScheme(
        Help.defaultColorScheme(terminal.interactive() ? Help.Ansi.AUTO : Help.Ansi.OFF));
    // Files of arguments are for people; what others wrote must not name one.
    root.setExpandAtFiles(log == null);
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setParameterExceptionHandler(this::badUsage);
    root.setExecutionExceptionHandler(
        (failure, command, parsed) -> failed(failure, isVerbose(args)));
    return root;
  }

  /** Those below it, too. */
  private Object observed(Object command) {
    if (command instanceof CommandLine.Model.CommandSpec spec) {
      observe(spec.userObject());
      spec.subcommands().values().forEach(it -> observe(it.getCommand()));
    } else {
      observe(command);
    }
    return command;
  }

  private void observe(Object command) {
    if (log != null && command instanceof KitrailCommand<?> one) {
      one.observe(log::finished);
    }
  }

  private int badUsage(ParameterException failure, String[] args) {
    if (log != null) {
      log.failed(new KitrailException(ErrorCode.BAD_INPUT, failure.getMessage() + ".", failure));
      return ErrorCode.BAD_INPUT.exitStatus();
    }
    CommandLine command = failure.getCommandLine();
    terminal.err().println(failure.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(failure, command.getErr());
    terminal.err().println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ErrorCode.BAD_INPUT.exitStatus();
  }

  private int failed(Exception failure, boolean verbose) {
    ErrorCode code = ErrorCode.UNEXPECTED;
    if (failure instanceof KitrailException expected) {
      code = expected.code();
      if (log == null) {
        terminal.err().println("kitrail: " + expected.getMessage());
      } else {
        log.failed(expected);
      }
    } else {
      if (log != null) {
        log.broke(failure);
      }
      terminal.err().println("kitrail: this is a bug: " + failure);
      terminal
          .err()
          .println(
              "Please report it with the output of the same command and --verbose: "
                  + Version.ISSUES);
    }
    if (verbose) {
      failure.printStackTrace(terminal.err());
    }
    return code.exitStatus();
  }

  private static boolean isVerbose(String[] args) {
    return List.of(args).contains("--verbose") || List.of(args).contains("-v");
  }

  @Command(
      name = "kitrail",
      description = "Puts KitOps ModelKits on the rails of CI/CD.",
      subcommands = {},
      synopsisSubcommandLabel = "COMMAND",
      footer = {
        "",
        "Exit status: 0 done, 1 bug, 2 bad input, 3 not trusted, 4 tests failed, 5 transfer failed"
            + " or disk full,",
        "6 not found or not allowed, 130 or 143 cancelled."
      })
  private static final class Root implements Runnable {
    @CommandLine.Spec CommandLine.Model.@Nullable CommandSpec spec;

    @CommandLine.Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Shows this help.")
    boolean help;

    @CommandLine.Option(names = "--version", description = "Shows the version.")
    boolean version;

    @Override
    public void run() {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "Name a command; kitrail --help lists them.");
    }
  }
}
