package org.jenkinsci.plugins.workflow.steps;

import io.github.kitrail.signatures.StandIn;
import java.io.Serializable;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/workflow-step-api/org/jenkinsci/plugins/workflow/steps/StepExecution.html">StepExecution</a>.
 */
public abstract class StepExecution implements Serializable {
  private static final long serialVersionUID = 1L;

  protected StepExecution(StepContext context) {}

  public StepContext getContext() {
    throw StandIn.body();
  }

  public abstract boolean start() throws Exception;

  public void stop(Throwable cause) throws Exception {
    throw StandIn.body();
  }

  public void onResume() {
    throw StandIn.body();
  }

  public String getStatus() {
    throw StandIn.body();
  }
}
