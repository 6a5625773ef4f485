package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The GitHub Actions; each runs the command of its name. */
enum Action {
  RUN,
  PUBLISH,
  TEST,
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

  String command() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** In the repository, with {@code /}. */
  String folder() {
    return this == RUN ? "action" : "action/" + command();
  }

  /** Whether a ModelKit is at its new place afterwards. */
  boolean builds() {
    return List.of(RUN, PUBLISH, PROMOTE).contains(this);
  }

  List<ActionOutput> outputs() {
    return ActionOutput.of(this);
  }
}
