package io.jenkins.plugins.kitrail.execution;

import hudson.console.ConsoleLogFilter;
import hudson.model.Run;
import io.jenkins.plugins.kitrail.command.MaskedLines;
import java.io.OutputStream;
import java.io.Serializable;

/** The log of a block, without the secrets of its task. */
final class TaskLogFilter extends ConsoleLogFilter implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Task task;

  TaskLogFilter(Task task) {
    this.task = task;
  }

  @Override
  public OutputStream decorateLogger(Run build, OutputStream logger) {
    return new MaskedLines(logger, task.mask(), new byte[0]);
  }
}
