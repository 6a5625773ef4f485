package io.jenkins.plugins.kitrail.facts;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;

/** A step that ran, and how it ended. */
public final class StepEnd implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String command;
  @CheckForNull private final String failure;

  StepEnd(String command, @CheckForNull String failure) {
    this.command = command;
    this.failure = failure;
  }

  /** The command of {@code kitrail}. */
  public String getCommand() {
    return command;
  }

  public boolean isPassed() {
    return failure == null;
  }

  /** One sentence; null when all went well. */
  @CheckForNull
  public String getFailure() {
    return failure;
  }
}
