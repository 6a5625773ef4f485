package org.jenkinsci.plugins.workflow.steps;

import hudson.EnvVars;
import io.github.kitrail.signatures.StandIn;
import java.io.IOException;
import java.io.Serializable;
import java.util.Set;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/workflow-step-api/org/jenkinsci/plugins/workflow/steps/EnvironmentExpander.html">EnvironmentExpander</a>.
 */
public abstract class EnvironmentExpander implements Serializable {
  private static final long serialVersionUID = 1L;

  public abstract void expand(EnvVars env) throws IOException, InterruptedException;

  public Set<String> getSensitiveVariables() {
    return Set.of();
  }

  public static EnvironmentExpander merge(
      EnvironmentExpander original, EnvironmentExpander subsequent) {
    throw StandIn.body();
  }
}
