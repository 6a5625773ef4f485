package io.jenkins.plugins.kitrail.command;

import java.util.ArrayList;
import java.util.List;

/**
 * How Windows reads a line of a batch file, by its documented rules: first {@code cmd} (per cent
 * signs, carets, quotes, operators), then the C runtime of the program. It stands in for a Windows
 * that is not at hand; see <a
 * href="https://learn.microsoft.com/en-us/cpp/c-language/parsing-c-command-line-arguments">the
 * rules of the C runtime</a> and <a href="https://stackoverflow.com/a/4095133">those of cmd</a>.
 */
final class WindowsModel {
  private WindowsModel() {}

  /**
   * @throws IllegalStateException when {@code cmd} would see a variable or an operator
   */
  static List<String> arguments(String batchLine) {
    return split(cmd(percent(batchLine)));
  }

  private static String percent(String line) {
    StringBuilder read = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '%') {
        if (i + 1 == line.length() || line.charAt(i + 1) != '%') {
          throw new IllegalStateException("a variable in: " + line);
        }
        i++;
      }
      read.append(line.charAt(i));
    }
    return read.toString();
  }

  private static String cmd(String line) {
    StringBuilder read = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == '^') {
        i++;
        c = line.charAt(i);
      } else if (!quoted && "&|<>()".indexOf(c) >= 0) {
        throw new IllegalStateException("an operator in: " + line);
      }
      read.append(c);
    }
    if (quoted) {
      throw new IllegalStateException("an open quote in: " + line);
    }
    return read.toString();
  }

  private static List<String> split(String line) {
    List<String> arguments = new ArrayList<>();
    int i = 0;
    while (i < line.length()) {
      if (line.charAt(i) == ' ' || line.charAt(i) == '\t') {
        i++;
        continue;
      }
      StringBuilder argument = new StringBuilder();
      boolean quoted = false;
      while (i < line.length() && (quoted || line.charAt(i) != ' ' && line.charAt(i) != '\t')) {
        int backslashes = 0;
        while (i < line.length() && line.charAt(i) == '\\') {
          backslashes++;
          i++;
        }
        boolean quote = i < line.length() && line.charAt(i) == '"';
        argument.append("\\".repeat(quote ? backslashes / 2 : backslashes));
        if (quote && backslashes % 2 == 1) {
          argument.append('"');
          i++;
        } else if (quote) {
          quoted = !quoted;
          i++;
        } else if (i < line.length()
            && (quoted || line.charAt(i) != ' ' && line.charAt(i) != '\t')) {
          argument.append(line.charAt(i));
          i++;
        }
      }
      arguments.add(argument.toString());
    }
    return arguments;
  }
}
