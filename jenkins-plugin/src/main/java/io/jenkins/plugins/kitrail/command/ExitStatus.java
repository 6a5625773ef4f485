package io.jenkins.plugins.kitrail.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/** What the exit status of a command means; the table is that of docs/cli.md. */
public final class ExitStatus {
  private ExitStatus() {}

  /**
   * Why a command failed.
   *
   * @param sentence what the tool said itself, without secrets; null when it said nothing
   */
  public static String sentence(String command, int status, @CheckForNull String sentence) {
    String what = "kitrail " + command + " failed, status " + status + " (" + meaning(status) + ")";
    return sentence == null ? what + "; the log above says why." : what + ": " + sentence;
  }

  private static String meaning(int status) {
    return switch (status) {
      case 1 -> "a bug";
      case 2 -> "bad input, or a key or credential that is missing or unusable";
      case 3 -> "not trusted";
      case 4 -> "smoke tests failed";
      case 5 -> "the transfer failed, or no space is left";
      case 6 -> "the registry does not have it, or does not allow it";
      case 130, 143 -> "cancelled";
      // From durable-task.
      case -1, -2 -> "the process is gone, as after a restart of the agent's machine";
      case 137 -> "killed, as by an agent without enough memory";
      default -> "unknown";
    };
  }
}
