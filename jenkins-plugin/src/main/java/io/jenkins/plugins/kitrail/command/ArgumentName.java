package io.jenkins.plugins.kitrail.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a step calls an option: {@code --trusted-root} is {@code trustedRoot}. */
public final class ArgumentName {
  private static final Pattern WORD = Pattern.compile("-([a-z0-9])");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z0-9-]*");

  private ArgumentName() {}

  /**
   * @param option with its hyphens; a name without any stays as it is
   */
  public static String of(String option) {
    Matcher word = WORD.matcher(option.replaceFirst("^-+", ""));
    return word.replaceAll(it -> it.group(1).toUpperCase(java.util.Locale.ROOT));
  }

  /** A text about options, as one about arguments; what is quoted with {@code `} stays. */
  public static String in(String text) {
    String[] parts = text.split("`", -1);
    for (int i = 0; i < parts.length; i += 2) {
      parts[i] = OPTION.matcher(parts[i]).replaceAll(it -> "`" + of(it.group()) + "`");
    }
    return String.join("`", parts);
  }
}
