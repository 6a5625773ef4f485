package io.github.kitrail.inference.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process has had in RAM at most.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">VmHWM, Linux only</a>
 */
final class PeakMemory {
  private static final Pattern LINE = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB$");
  private static final long KIB = 1024;

  private PeakMemory() {}

  /** In bytes; 0 for a process that is gone, and on other systems. */
  static long of(long pid) {
    try {
      Matcher line =
          LINE.matcher(Files.readString(Path.of("/proc", String.valueOf(pid), "status")));
      return line.find() ? Long.parseLong(line.group(1)) * KIB : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
