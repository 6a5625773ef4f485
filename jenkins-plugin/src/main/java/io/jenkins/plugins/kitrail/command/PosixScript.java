package io.jenkins.plugins.kitrail.command;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** For {@code sh}: in single quotes nothing has a meaning but the quote itself. */
final class PosixScript implements CommandScript {
  @Override
  public String text(Map<String, String> variables, List<String> command) {
    StringBuilder script = new StringBuilder();
    // With a first line of its own durable-task starts the script without -x, whose first output
    // would be the line that turns it off.
    script.append("#!/bin/sh\nset +x\n");
    script.append("# Under the locale C, Java 17 cannot open files whose names are not ASCII.\n");
    script.append("case \"${LC_ALL:-${LC_CTYPE:-${LANG:-C}}}\" in\n");
    script.append("  C | POSIX) LC_ALL=C.UTF-8; export LC_ALL ;;\nesac\n");
    variables.forEach(
        (name, value) ->
            script
                .append(name)
                .append('=')
                .append(quoted(value))
                .append("; export ")
                .append(name)
                .append('\n'));
    // One process fewer, and the one that is left has the variables from its start: ending a step
    // looks for them there.
    script.append("exec ");
    script.append(command.stream().map(PosixScript::quoted).collect(Collectors.joining(" ")));
    return script.append('\n').toString();
  }

  private static String quoted(String argument) {
    return "'" + CommandScript.checked(argument).replace("'", "'\\''") + "'";
  }
}
