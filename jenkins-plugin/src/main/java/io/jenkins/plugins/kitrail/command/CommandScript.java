package io.jenkins.plugins.kitrail.command;

import java.util.List;
import java.util.Map;

/** A script that runs one command, whatever its arguments hold. */
public interface CommandScript {
  /**
   * @param variables set for the command and what it starts, and not for the shell around it;
   *     nothing secret, as a script is a file
   * @param command the program and its arguments, each of them one line
   * @throws IllegalArgumentException with a sentence for the user, for an argument that no command
   *     line can hold
   */
  String text(Map<String, String> variables, List<String> command);

  static CommandScript forUnix() {
    return new PosixScript();
  }

  static CommandScript forWindows() {
    return new BatchScript();
  }

  /**
   * @throws IllegalArgumentException
   */
  static String checked(String argument) {
    if (argument.indexOf('\n') >= 0 || argument.indexOf('\r') >= 0 || argument.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "An argument of a command is one line without NUL, and not: "
              + argument.replaceAll("[\\r\\n\\x00]", "?"));
    }
    return argument;
  }
}
