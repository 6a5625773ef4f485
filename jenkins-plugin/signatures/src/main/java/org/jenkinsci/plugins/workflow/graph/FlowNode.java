package org.jenkinsci.plugins.workflow.graph;

import hudson.model.Actionable;
import io.github.kitrail.signatures.StandIn;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/workflow-api/org/jenkinsci/plugins/workflow/graph/FlowNode.html">FlowNode</a>.
 */
public abstract class FlowNode extends Actionable {
  private FlowNode() {}

  public String getId() {
    throw StandIn.body();
  }
}
