package io.jenkins.plugins.kitrail.command;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * For {@code cmd}, which reads a line before the program does. First an argument is quoted for the
 * program, by the <a
 * href="https://learn.microsoft.com/en-us/cpp/c-language/parsing-c-command-line-arguments">rules of
 * the C runtime</a>. Then each character that means something to {@code cmd} gets a caret, the
 * quotes too, so that {@code cmd} never sees a quoted string: inside of one it would take no caret,
 * and a {@code "} of the argument would end it. A per cent sign has no caret in a batch file, but
 * can be doubled.
 */
final class BatchScript implements CommandScript {
  private static final String SPECIAL = "\"^&|<>()!";

  @Override
  public String text(Map<String, String> variables, List<String> command) {
    StringBuilder script = new StringBuilder();
    script.append("@echo off\nsetlocal DisableDelayedExpansion\n");
    // durable-task writes the file in UTF-8; cmd reads each line in the code page of the moment.
    script.append("chcp 65001 >nul\n");
    variables.forEach(
        (name, value) ->
            script
                .append("set ^\"")
                .append(name)
                .append('=')
                .append(escaped(CommandScript.checked(value)))
                .append("^\"\n"));
    script.append(command.stream().map(BatchScript::quoted).collect(Collectors.joining(" ")));
    return script.append("\nexit /b %ERRORLEVEL%\n").toString();
  }

  private static String quoted(String argument) {
    StringBuilder quoted = new StringBuilder("\"");
    int backslashes = 0;
    for (char c : CommandScript.checked(argument).toCharArray()) {
      if (c == '\\') {
        backslashes++;
        continue;
      }
      // Backslashes before a quote mean half of them; elsewhere they mean themselves.
      quoted.append("\\".repeat(c == '"' ? 2 * backslashes + 1 : backslashes)).append(c);
      backslashes = 0;
    }
    return escaped(quoted.append("\\".repeat(2 * backslashes)).append('"').toString());
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char c : text.toCharArray()) {
      if (c == '%') {
        escaped.append("%%");
      } else if (SPECIAL.indexOf(c) >= 0) {
        escaped.append('^').append(c);
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
