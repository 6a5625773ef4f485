package io.github.kitrail.modelkit;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Paths in a Kitfile: relative to the folder that it describes, the context, with {@code /} on
 * every system.
 */
public final class ContextPath {
  private ContextPath() {}

  /**
   * The shortest name of the same path, as Go's {@code path.Clean} gives it: no {@code ./}, no
   * doubled or trailing slash, {@code ..} resolved where it can be; {@code .} for nothing.
   */
  public static String clean(@Nullable String path) {
    if (path == null || path.isEmpty()) {
      return ".";
    }
    boolean rooted = path.startsWith("/");
    Deque<String> kept = new ArrayDeque<>();
    for (String segment : path.split("/")) {
      if (segment.isEmpty() || segment.equals(".")) {
        continue;
      }
      if (!segment.equals("..")) {
        kept.addLast(segment);
      } else if (!kept.isEmpty() && !kept.getLast().equals("..")) {
        kept.removeLast();
      } else if (!rooted) {
        kept.addLast(segment);
      }
    }
    String joined = String.join("/", kept);
    if (rooted) {
      return "/" + joined;
    }
    return joined.isEmpty() ? "." : joined;
  }

  /** Whether a clean path is another clean path or lies below it. */
  public static boolean isWithin(String path, String folder) {
    int end = folder.length();
    return folder.equals(".")
        || (path.startsWith(folder) && (path.length() == end || path.charAt(end) == '/'));
  }
}
