package io.jenkins.plugins.kitrail.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a step's user gave, by the option of the {@code kitrail} command that it becomes. An empty
 * value is as good as none: that is what a form sends for a field that nobody filled.
 */
public final class Arguments {
  private final LinkedHashMap<String, String> parameters = new LinkedHashMap<>();
  private final LinkedHashMap<String, String> texts = new LinkedHashMap<>();
  private final LinkedHashMap<String, String> lists = new LinkedHashMap<>();
  private final LinkedHashMap<String, Boolean> flags = new LinkedHashMap<>();

  /**
   * A parameter without a name on the command line, after those that were given before.
   *
   * @param name what the step calls it
   */
  public Arguments parameter(String name, @CheckForNull String value) {
    put(parameters, name, value);
    return this;
  }

  /** An option with one value. */
  public Arguments text(String option, @CheckForNull String value) {
    put(texts, option, value);
    return this;
  }

  /** An option that can be repeated: a value a line. */
  public Arguments lines(String option, @CheckForNull String value) {
    put(lists, option, value);
    return this;
  }

  /** An option that stands alone, or is left out. */
  public Arguments flag(String option, boolean value) {
    flags.put(option, value);
    return this;
  }

  private static void put(Map<String, String> to, String name, @CheckForNull String value) {
    if (value == null || value.isBlank()) {
      to.remove(name);
    } else {
      to.put(name, value.strip());
    }
  }

  /** What was given for a parameter or an option that has values; null for none. */
  @CheckForNull
  public String get(String name) {
    for (Map<String, String> place : List.of(parameters, texts, lists)) {
      String value = place.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  public boolean isSet(String flag) {
    return flags.getOrDefault(flag, false);
  }

  /**
   * The arguments of {@code kitrail}: the result is printed as JSON, and what follows {@code --} is
   * no option, whatever it begins with.
   *
   * @throws IllegalArgumentException with a sentence for the user, for a value that is several
   *     lines and must be one
   */
  public List<String> commandLine(String command) {
    List<String> line = new ArrayList<>(List.of(command, "--output=json"));
    flags.forEach(
        (option, value) -> {
          if (value) {
            line.add(option);
          }
        });
    texts.forEach((option, value) -> line.add(option + "=" + oneLine(option, value)));
    lists.forEach(
        (option, values) ->
            values
                .lines()
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .forEach(it -> line.add(option + "=" + it)));
    line.add("--");
    parameters.forEach((name, value) -> line.add(oneLine(name, value)));
    return line;
  }

  private static String oneLine(String name, String value) {
    if (value.lines().count() > 1) {
      throw new IllegalArgumentException(
          "The argument " + ArgumentName.of(name) + " is one line, and not several.");
    }
    return value;
  }
}
