package io.github.kitrail.modelkit;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * File names that Windows does not take, or takes for something else.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/fileio/naming-a-file">Naming files</a>
 */
final class WindowsNames {
  private static final Pattern DEVICE =
      Pattern.compile(
          "(?:CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(?:COM|LPT)[0-9\u00b9\u00b2\u00b3]) *(?:\\..*)?",
          Pattern.CASE_INSENSITIVE);

  private WindowsNames() {}

  /** What is wrong with one part of a path; null when it is fine. */
  static @Nullable String problem(String segment) {
    if (segment.chars().anyMatch(c -> c < ' ' || "<>:\"|?*".indexOf(c) >= 0)) {
      return "Windows has no such name: it holds a control character or one of < > : \" | ? *";
    }
    if (segment.endsWith(".") || segment.endsWith(" ")) {
      return "Windows has no such name: it ends in a dot or a space";
    }
    if (DEVICE.matcher(segment).matches()) {
      return "its name is that of a device on Windows";
    }
    return null;
  }
}
