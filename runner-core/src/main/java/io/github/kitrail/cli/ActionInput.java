package io.github.kitrail.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An input of an action.
 *
 * @param option what it becomes on the command line, such as {@code --tag}; null for a parameter
 *     without a name, and for what only the action has
 * @param standard the value when none is given; null for none
 */
record ActionInput(
    String name,
    Kind kind,
    @Nullable String option,
    boolean required,
    @Nullable String standard,
    String description) {
  /** What a value is. */
  enum Kind {
    /** {@code true} or {@code false}; the option stands alone or is left out. */
    FLAG,
    /** {@code true} or {@code false}; the option gets it. */
    SWITCH,
    /** One value a line. */
    LINES,
    TEXT,
    /** A file, a variable as {@code env:NAME}, or the secret itself. */
    SECRET_OR_FILE,
    /** A parameter without a name. */
    PARAMETER,
    /** Parameters without a name, one a line. */
    PARAMETERS,
    /** For the action itself. */
    OWN
  }

  /** The variable that the runner makes of it: a hyphen stays. */
  String variable() {
    return variable(name);
  }

  static String variable(String name) {
    return "INPUT_" + name.replace(' ', '_').toUpperCase(Locale.ROOT);
  }
}
