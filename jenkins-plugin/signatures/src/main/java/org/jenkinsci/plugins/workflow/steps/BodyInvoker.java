package org.jenkinsci.plugins.workflow.steps;

import hudson.console.ConsoleLogFilter;
import io.github.kitrail.signatures.StandIn;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/workflow-step-api/org/jenkinsci/plugins/workflow/steps/BodyInvoker.html">BodyInvoker</a>.
 */
public abstract class BodyInvoker {
  public abstract BodyInvoker withContext(Object override);

  public abstract BodyInvoker withCallback(BodyExecutionCallback callback);

  public abstract BodyExecution start();

  public static ConsoleLogFilter mergeConsoleLogFilters(
      ConsoleLogFilter original, ConsoleLogFilter subsequent) {
    throw StandIn.body();
  }
}
