package io.jenkins.plugins.kitrail.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java version as {@code java -version} prints it.
 *
 * @param feature 8, 17, 25
 * @param text the whole of it, such as {@code 1.8.0_392}
 */
public record JavaVersion(int feature, String text) {
  /** The oldest Java that runs the tool. */
  public static final int OLDEST = 17;

  private static final Pattern PRINTED = Pattern.compile("version \"((?:1\\.)?(\\d+)[^\"]*)\"");

  /**
   * @param printed what the program wrote, in whatever order
   * @return null when that was no Java
   */
  @CheckForNull
  public static JavaVersion parse(String printed) {
    Matcher version = PRINTED.matcher(printed);
    return version.find()
        ? new JavaVersion(Integer.parseInt(version.group(2)), version.group(1))
        : null;
  }

  public boolean isNewEnough() {
    return feature >= OLDEST;
  }
}
