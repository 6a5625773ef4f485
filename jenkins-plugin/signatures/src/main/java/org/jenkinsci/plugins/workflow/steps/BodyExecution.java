package org.jenkinsci.plugins.workflow.steps;

import java.io.Serializable;
import java.util.concurrent.Future;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/workflow-step-api/org/jenkinsci/plugins/workflow/steps/BodyExecution.html">BodyExecution</a>.
 */
public abstract class BodyExecution implements Future<Object>, Serializable {
  private static final long serialVersionUID = 1L;
}
