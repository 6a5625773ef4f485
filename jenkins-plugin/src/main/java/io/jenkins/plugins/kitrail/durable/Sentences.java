package io.jenkins.plugins.kitrail.durable;

import java.time.Duration;

/** What the build log says about an agent that cannot be reached. */
final class Sentences {
  private Sentences() {}

  static String waiting(String agent, String why, Limits limits) {
    return "kitrail: Cannot reach "
        + agent
        + " ("
        + why
        + "); waiting for it up to "
        + text(limits.offline())
        + ".";
  }

  static String gaveUp(String command, String agent, String why, Limits limits) {
    return "Gave up kitrail "
        + command
        + ": for "
        + text(limits.offline())
        + " "
        + agent
        + " could not be reached ("
        + why
        + "). Bring it back, and run this build again.";
  }

  static String notEnded(String command, String agent, String why) {
    return "kitrail: Could not end kitrail "
        + command
        + " on "
        + agent
        + " ("
        + why
        + "); it may go on there.";
  }

  static String left(String agent, String why) {
    return "kitrail: Could not remove this step's temporary files from "
        + agent
        + " ("
        + why
        + "); they go with its workspace's @tmp folder.";
  }

  private static String text(Duration duration) {
    return duration.toMinutes() > 0 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
  }
}
