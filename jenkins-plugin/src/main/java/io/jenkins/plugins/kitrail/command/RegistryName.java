package io.jenkins.plugins.kitrail.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A registry, and perhaps a path in it, that goes before the names of ModelKits that have no
 * registry. As in the tool, the first part of a name is a registry when it has a dot or a port.
 */
public final class RegistryName {
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9][a-z0-9.-]*(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*");

  private RegistryName() {}

  /**
   * What is wrong with it.
   *
   * @return a sentence; null when it is a registry
   */
  @CheckForNull
  public static String problem(String registry) {
    if (registry.contains("://")) {
      return "Leave out " + registry.substring(0, registry.indexOf("://") + 3) + ".";
    }
    if (!NAME.matcher(registry).matches()) {
      return "A registry is a host in lower case, perhaps with a port and a path, such as"
          + " registry.example.com or registry.example.com:5000/models.";
    }
    return hasRegistry(registry + "/name")
        ? null
        : "The registry's name needs a dot or a port, or else the tool takes it for a name in its"
            + " local store.";
  }

  /**
   * A command line whose references without a registry have this one.
   *
   * @param registry null to change nothing
   */
  public static List<String> in(List<String> line, @CheckForNull String registry) {
    return registry == null
        ? line
        : CommandSubject.mapped(line, it -> isName(it) ? registry + "/" + it : it);
  }

  /** Whether it has neither a registry nor says that it is elsewhere. */
  private static boolean isName(String reference) {
    return !hasRegistry(reference)
        && !reference.startsWith("store:")
        && !reference.startsWith("oci:");
  }

  private static boolean hasRegistry(String reference) {
    int slash = reference.indexOf('/');
    String first = slash < 0 ? "" : reference.substring(0, slash);
    return first.contains(".") || first.contains(":");
  }
}
