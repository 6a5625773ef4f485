package io.jenkins.plugins.kitrail.facts;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.regex.Pattern;

/** A folder of an agent, whose system need not be this one's. */
public final class FolderName {
  private static final Pattern ABSOLUTE = Pattern.compile("/.*|\\\\.*|[A-Za-z]:[/\\\\].*");

  private FolderName() {}

  /**
   * @param place the agent, a colon and a folder
   * @param folder relative to that, or absolute
   */
  static String absolute(String place, String folder) {
    if (folder.equals(".")) {
      return place;
    }
    return ABSOLUTE.matcher(folder).matches()
        ? place.substring(0, place.indexOf(':') + 1) + folder
        : place + "/" + folder;
  }

  /**
   * A folder below another one.
   *
   * @param root null when nobody knows
   * @return with {@code /}; empty for the root itself, and for what is not below it
   */
  public static String relative(@CheckForNull String root, String folder) {
    if (root == null || root.isEmpty() || !folder.startsWith(root)) {
      return "";
    }
    String rest = folder.substring(root.length()).replace('\\', '/');
    return rest.startsWith("/") ? rest.substring(1) : "";
  }
}
