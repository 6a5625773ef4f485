package org.jenkinsci.plugins.workflow.steps;

import hudson.model.Result;
import jenkins.model.CauseOfInterruption;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/workflow-step-api/org/jenkinsci/plugins/workflow/steps/FlowInterruptedException.html">FlowInterruptedException</a>.
 */
public final class FlowInterruptedException extends InterruptedException {
  private static final long serialVersionUID = 1L;

  public FlowInterruptedException(
      Result result, boolean actualInterruption, CauseOfInterruption... causes) {}
}
