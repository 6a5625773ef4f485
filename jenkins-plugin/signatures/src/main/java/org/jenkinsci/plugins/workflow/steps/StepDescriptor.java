package org.jenkinsci.plugins.workflow.steps;

import hudson.model.Descriptor;
import io.github.kitrail.signatures.StandIn;
import java.util.Map;
import java.util.Set;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/workflow-step-api/org/jenkinsci/plugins/workflow/steps/StepDescriptor.html">StepDescriptor</a>.
 */
public abstract class StepDescriptor extends Descriptor<Step> {
  public abstract Set<? extends Class<?>> getRequiredContext();

  public abstract String getFunctionName();

  public boolean takesImplicitBlockArgument() {
    return false;
  }

  public String argumentsToString(Map<String, Object> namedArgs) {
    throw StandIn.body();
  }
}
