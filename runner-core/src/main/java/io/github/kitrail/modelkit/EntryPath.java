package io.github.kitrail.modelkit;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.File;
import java.util.List;

/**
 * The path of an archive's entry, which nobody has checked yet. An honest archive has relative
 * paths only; anything that could land outside of the folder it is unpacked into is refused, on
 * every system, whatever that system would make of it.
 *
 * @see <a href="https://security.snyk.io/research/zip-slip-vulnerability">Zip Slip</a>
 */
public final class EntryPath {
  private EntryPath() {}

  /**
   * The clean relative path that an entry's name means on this system; {@code .} for the folder
   * itself.
   *
   * @throws KitrailException HOSTILE_CONTENT when it could land elsewhere, or is no name here
   */
  public static String check(String name) throws KitrailException {
    return check(name, File.separatorChar == '\\');
  }

  static String check(String name, boolean windows) throws KitrailException {
    if (name.isEmpty()) {
      throw hostile(name, "it has no name");
    }
    if (name.indexOf('\0') >= 0) {
      throw hostile(name, "its name holds a NUL");
    }
    String slashed = name.replace('\\', '/');
    if (slashed.startsWith("/")) {
      throw hostile(name, "its path is absolute");
    }
    if (startsWithDrive(name)) {
      throw hostile(name, "its path starts with a drive letter");
    }
    if (slashed.contains("..") && List.of(slashed.split("/")).contains("..")) {
      throw hostile(name, "its path leaves the folder with ..");
    }
    if (windows && !slashed.equals(name)) {
      throw hostile(name, "its name holds a backslash, which separates folders on Windows");
    }
    String clean = ContextPath.clean(name);
    if (windows && !clean.equals(".")) {
      for (String segment : clean.split("/")) {
        String problem = WindowsNames.problem(segment);
        if (problem != null) {
          throw hostile(name, problem);
        }
      }
    }
    return clean;
  }

  private static boolean startsWithDrive(String name) {
    return name.length() > 1 && name.charAt(1) == ':' && isLetter(name.charAt(0));
  }

  private static boolean isLetter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  static KitrailException hostile(String name, String reason) {
    return new KitrailException(
        ErrorCode.HOSTILE_CONTENT,
        "The archive's entry \"" + printable(name) + "\" is refused: " + reason + ".");
  }

  /** A name as a message may show it: nothing that could drive a terminal. */
  private static String printable(String name) {
    StringBuilder shown = new StringBuilder();
    name.codePoints()
        .limit(200)
        .forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return shown.toString();
  }
}
