package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The GitHub Actions; each runs the command of its name. */
enum Action {
  RUN,
  PUBLISH,
  TEST,
  TEST_MERGE,
  VERIFY,
  GATE,
  RENDER,
  PROMOTE,
  PULL,
  CHAIN;

  /**
   * @throws KitrailException BAD_INPUT
   */
  static Action named(String name) throws KitrailException {
    return Stream.of(values())
        .filter(it -> it.command().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new KitrailException(
                    ErrorCode.BAD_INPUT,
                    "There is no action "
                        + name
                        + "; known are "
                        + Stream.of(values()).map(Action::command).collect(Collectors.joining(", "))
                        + "."));
  }

  /** With a blank between the words of one below another. */
  String command() {
    return String.join(" ", words());
  }

  List<String> words() {
    return List.of(name().toLowerCase(Locale.ROOT).split("_"));
  }

  /** What the parser of the command line knows of it. */
  CommandSpec spec(Terminal terminal) {
    Object outermost = Objects.requireNonNull(Commands.all().get(words().get(0))).apply(terminal);
    CommandLine command = new CommandLine(outermost);
    for (String word : words().subList(1, words().size())) {
      command = Objects.requireNonNull(command.getSubcommands().get(word));
    }
    return command.getCommandSpec();
  }

  /** In the repository, with {@code /}. */
  String folder() {
    return this == RUN ? "action" : "action/" + String.join("-", words());
  }

  /** Whether a ModelKit is at its new place afterwards. */
  boolean builds() {
    return List.of(RUN, PUBLISH, PROMOTE).contains(this);
  }

  List<ActionOutput> outputs() {
    return ActionOutput.of(this);
  }
}
