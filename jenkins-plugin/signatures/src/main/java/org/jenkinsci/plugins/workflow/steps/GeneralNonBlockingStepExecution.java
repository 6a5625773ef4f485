package org.jenkinsci.plugins.workflow.steps;

import io.github.kitrail.signatures.StandIn;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/workflow-step-api/org/jenkinsci/plugins/workflow/steps/GeneralNonBlockingStepExecution.html">GeneralNonBlockingStepExecution</a>.
 */
public abstract class GeneralNonBlockingStepExecution extends StepExecution {
  private static final long serialVersionUID = 1L;

  protected GeneralNonBlockingStepExecution(StepContext context) {
    super(context);
  }

  protected final void run(Block block) {
    throw StandIn.body();
  }

  /** See the link above. */
  @FunctionalInterface
  protected interface Block {
    void run() throws Exception;
  }

  /** See the link above. */
  protected abstract class TailCall extends BodyExecutionCallback {
    private static final long serialVersionUID = 1L;

    protected abstract void finished(StepContext context) throws Exception;

    @Override
    public final void onSuccess(StepContext context, Object result) {
      throw StandIn.body();
    }

    @Override
    public final void onFailure(StepContext context, Throwable t) {
      throw StandIn.body();
    }
  }
}
