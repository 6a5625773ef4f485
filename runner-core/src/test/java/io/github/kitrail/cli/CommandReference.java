package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.operations.Pauses;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The commands as a page, made from the same definitions that parse the command line. */
final class CommandReference {
  private CommandReference() {}

  static String markdown() {
    Terminal nowhere =
        new Terminal(
            Map.of(),
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(OutputStream.nullOutputStream()),
            Clock.systemUTC(),
            Pauses.SLEPT,
            false);
    StringBuilder page = new StringBuilder();
    page.append(
        "# Commands\n\n<!-- Made from the commands by CommandReferenceTest; edit them, not this page. -->\n\n");
    page.append(
        "What a REF means: kit's own commands (pack, push, pull, unpack, list, inspect, info, diff, tag, remove) read it\n");
    page.append(
        "as kit does, in the local store, `--remote` in the registry; unpack and diff try the store, then the registry.\n");
    page.append(
        "For all others a name with a registry host is that registry and a name without one is the local store;\n");
    page.append(
        "`store:NAME` and `oci:DIR[:TAG]` say it outright. A REF is resolved once, to a digest, which is used from then on.\n\n");
    List<CommandSpec> commands = new ArrayList<>();
    Commands.all()
        .forEach(
            (name, make) -> commands.add(new CommandLine(make.apply(nowhere)).getCommandSpec()));
    commands.forEach(command -> append(command, page));
    page.append("## All commands\n\n");
    appendOptions(commands.get(0).options().stream().filter(CommandReference::isGlobal), page);
    page.append(
        "\nA flag beats the environment, which beats kitrail.yaml. `HTTPS_PROXY` and `NO_PROXY` are honoured.\n");
    page.append(
        "Results go to stdout, progress and messages to stderr.\n\n## Exit status\n\n| status | code | \n| --- | --- |\n| 0 | done |\n");
    Stream.of(ErrorCode.values())
        .map(ErrorCode::exitStatus)
        .distinct()
        .sorted()
        .forEach(
            status ->
                page.append("| ")
                    .append(status)
                    .append(" | ")
                    .append(codes(status))
                    .append(" |\n"));
    return page.append("| 143 | ended by the system |\n").toString();
  }

  private static String codes(int status) {
    return Stream.of(ErrorCode.values())
        .filter(code -> code.exitStatus() == status)
        .map(ErrorCode::name)
        .collect(Collectors.joining(", "));
  }

  private static void append(CommandSpec command, StringBuilder page) {
    append(command.name(), command, page);
    command
        .subcommands()
        .forEach(
            (name, below) -> append(command.name() + " " + name, below.getCommandSpec(), page));
  }

  private static void append(String name, CommandSpec command, StringBuilder page) {
    page.append("## kitrail ").append(name).append("\n\n");
    page.append(String.join("\n", command.usageMessage().description())).append("\n\n");
    page.append("    kitrail ").append(name).append(" [OPTIONS]");
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      boolean optional = parameter.arity().min() == 0;
      page.append(optional ? " [" : " ").append(parameter.paramLabel()).append(optional ? "]" : "");
    }
    page.append("\n\n| | |\n| --- | --- |\n");
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      row("`" + parameter.paramLabel() + "`", String.join(" ", parameter.description()), page);
    }
    appendRows(command.options().stream().filter(option -> !isGlobal(option)), page);
    page.append('\n');
  }

  private static void appendOptions(Stream<OptionSpec> options, StringBuilder page) {
    page.append("| | |\n| --- | --- |\n");
    appendRows(options, page);
  }

  private static void appendRows(Stream<OptionSpec> options, StringBuilder page) {
    options.forEach(
        option -> {
          boolean flag = option.arity().max() == 0;
          String names =
              String.join(", ", option.names()) + (flag ? "" : " " + option.paramLabel());
          String required = option.required() ? " Required." : "";
          String value =
              option.defaultValue() == null ? "" : " Default: `" + option.defaultValue() + "`.";
          row("`" + names + "`", String.join(" ", option.description()) + value + required, page);
        });
  }

  private static boolean isGlobal(OptionSpec option) {
    return option.userObject() instanceof java.lang.reflect.Field field
        && field.getDeclaringClass() == GlobalOptions.class;
  }

  private static void row(String left, String right, StringBuilder page) {
    page.append("| ")
        .append(left.replace("|", "\\|"))
        .append(" | ")
        .append(right.replace("|", "\\|"))
        .append(" |\n");
  }
}
